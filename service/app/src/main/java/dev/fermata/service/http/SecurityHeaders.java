package dev.fermata.service.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Tells browsers to trust every answer no further than it needs; what an endpoint says itself stays. */
public final class SecurityHeaders implements ContainerResponseFilter {

    private final Origin own;
    private final String contentSecurityPolicy;

    /**
     * @param checkouts where the payment provider's pages are. Browsers hold a form's redirects to {@code form-action}, too; a page
     *     whose form leads elsewhere says so itself
     */
    public SecurityHeaders(Origin own, List<Origin> checkouts) {
        this.own = own;
        this.contentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' "
                + checkouts.stream().map(Origin::value).collect(Collectors.joining(" "))
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        add(
                request.getUriInfo().getPath(),
                Reached.ifKnown(request),
                (name, value) -> headers.computeIfAbsent(name, unused -> List.of(value)));
        MediaType type = response.getMediaType();
        if (type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
            headers.computeIfAbsent("Content-Security-Policy", name -> List.of(contentSecurityPolicy));
        }
    }

    /** Adds what every answer has, whatever it is. */
    public void add(String path, Optional<Reached> reached, BiConsumer<String, String> headers) {
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("Referrer-Policy", referrerPolicy(path));
        if (own.isSecure() && isDirect(reached)) {
            headers.accept("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /**
     * The addresses of these pages carry tokens, so no other site may learn them. Not {@code no-referrer}: with that a browser says
     * {@code Origin: null} when such a page posts its own form.
     */
    private static String referrerPolicy(String path) {
        return path.startsWith("checkout") || path.startsWith("login")
                ? "same-origin"
                : "strict-origin-when-cross-origin";
    }

    /** On a site's own origin it is for the site to say. */
    private boolean isDirect(Optional<Reached> reached) {
        return reached.flatMap(way -> Origin.of(way.base())).filter(own::equals).isPresent();
    }
}
