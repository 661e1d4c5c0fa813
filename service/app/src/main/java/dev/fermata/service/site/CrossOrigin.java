package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.RequestIds;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * CORS (Fetch standard, section 3.2): pages on registered origins may use the browser API with their cookies. Pages elsewhere are
 * told nothing, and nobody may use what is for servers.
 */
@PreMatching
@Priority(300)
public final class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";

    /** The compression's own word is said again here, because setting the header takes it back. */
    private static final String VARY = ORIGIN + ", " + HttpHeaders.ACCEPT_ENCODING;

    /** Browsers remember for two hours at most. */
    private static final String MAX_AGE = "7200";

    private final Sites sites;

    public CrossOrigin(Sites sites) {
        this.sites = sites;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString("Access-Control-Request-Method") != null;
        if (preflight && isShared(request)) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isShared(request)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, VARY);
        if (registered(request).isEmpty()) {
            return;
        }
        headers.putSingle("Access-Control-Allow-Origin", request.getHeaderString(ORIGIN));
        headers.putSingle("Access-Control-Allow-Credentials", "true");
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            headers.putSingle("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
            headers.putSingle(
                    "Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match, " + RequestIds.HEADER);
            headers.putSingle("Access-Control-Max-Age", MAX_AGE);
        } else {
            headers.putSingle("Access-Control-Expose-Headers", "ETag, Retry-After, " + RequestIds.HEADER);
        }
    }

    /** Every request has asked for its origin before it is answered; if that failed, the answer that says so must not fail too. */
    private Optional<Origin> registered(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(ORIGIN))
                .flatMap(text ->
                        Origin.parse(text).filter(origin -> origin.value().equals(text)))
                .filter(sites::isKnownAsRegistered);
    }

    private static boolean isShared(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals("client.js") || path.startsWith("api/") && Area.of(request) == Area.BROWSER;
    }
}
