package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.http.TrustedProxies;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import java.util.Optional;

/**
 * Finds out how a request reached the service. Forwarded headers are believed from trusted proxies, and from whoever shows a
 * token that may forward; from anyone else they are ignored.
 */
@PreMatching
@Priority(200)
public final class ReachedFilter implements ContainerRequestFilter {

    static final String SERVER_TOKEN = "Fermata-Server-Token";

    private final Sites sites;
    private final ApiTokens tokens;
    private final TrustedProxies proxies;
    private final URI ownBase;
    private final Origin ownOrigin;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest servlet;

    /** @param own the origin of the public URL */
    public ReachedFilter(URI publicUrl, Origin own, Sites sites, ApiTokens tokens, TrustedProxies proxies) {
        this.sites = sites;
        this.tokens = tokens;
        this.proxies = proxies;
        this.ownBase = URI.create(publicUrl + "/");
        this.ownOrigin = own;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean believed = isBelieved(request);
        String peer = servlet.getRemoteAddr();
        String client = believed ? proxies.clientOf(peer, request.getHeaderString("X-Forwarded-For")) : peer;
        Optional<Forwarding> through = believed ? forwarding(request) : Optional.empty();
        if (Area.of(request) != Area.BROWSER && (through.isPresent() || !believed && isThroughAPath(request))) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Only the service's own host answers here");
        }
        through.map(site -> new Reached(site.base(), site.origin(), client))
                .orElseGet(() -> new Reached(ownBase, callingSite(request), client))
                .attachTo(request);
    }

    private boolean isBelieved(ContainerRequestContext request) {
        String token = request.getHeaderString(SERVER_TOKEN);
        if (token == null) {
            return proxies.contains(servlet.getRemoteAddr());
        }
        boolean mayForward = tokens.verify(token)
                .filter(found -> found.allows(Scope.FORWARD))
                .isPresent();
        if (!mayForward) {
            throw new ProblemException(
                    ProblemType.API_TOKEN_REQUIRED, SERVER_TOKEN + " is not a token with the scope forward");
        }
        return true;
    }

    /** Empty when the browser sees the service under its own public URL. */
    private Optional<Forwarding> forwarding(ContainerRequestContext request) {
        String host = request.getHeaderString("X-Forwarded-Host");
        if (host == null) {
            return Optional.empty();
        }
        var forwarding =
                Forwarding.of(host.strip(), request.getUriInfo().getRequestUri().getScheme(), request::getHeaderString);
        if (forwarding.base().equals(ownBase)) {
            return Optional.empty();
        }
        if (!sites.isRegistered(forwarding.origin())) {
            throw new ProblemException(
                    ProblemType.ORIGIN_NOT_REGISTERED,
                    "The request was forwarded from " + forwarding.origin() + ", which is no site's origin");
        }
        return Optional.of(forwarding);
    }

    /** Said by someone who is not believed; where it can only do harm, it counts anyway. */
    private static boolean isThroughAPath(ContainerRequestContext request) {
        return request.getHeaderString("X-Forwarded-Prefix") != null;
    }

    /** A page on a registered origin that calls the service across origins, or the service itself. */
    private Origin callingSite(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString("Origin"))
                .flatMap(Origin::parse)
                .filter(sites::isRegistered)
                .orElse(ownOrigin);
    }
}
