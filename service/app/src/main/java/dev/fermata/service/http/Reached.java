package dev.fermata.service.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;

/**
 * How a request reached the service: under which URL the browser sees it ({@code https://site/_fermata/} behind a site's own path,
 * else the service's own), for which site's origin it speaks, and from which client address.
 *
 * @param base the URL that {@code api/…} is relative to, as the browser sees it; ends in a slash
 * @param site the origin of the page that the reader is on; with CORS the page's, not the service's
 * @param clientAddress the address that limits are counted by
 */
public record Reached(URI base, Origin site, String clientAddress) {

    private static final String PROPERTY = Reached.class.getName();

    /** What the filter found out; every request that gets to an endpoint has it. */
    public static Reached of(ContainerRequestContext request) {
        return ifKnown(request)
                .orElseThrow(
                        () -> new IllegalStateException("Nothing determined how this request reached the service"));
    }

    /** Empty for a request that was refused before the filter could tell. */
    public static Optional<Reached> ifKnown(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Reached reached ? Optional.of(reached) : Optional.empty();
    }

    public void attachTo(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /** An absolute URL below the base, as the browser sees it. */
    public URI resolve(String relative) {
        return base.resolve(relative);
    }

    /** Whether cookies for this base are to be {@code Secure}. */
    public boolean isSecure() {
        return "https".equals(base.getScheme());
    }
}
