package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page elsewhere makes a browser ask for. Browsers say truthfully where a request comes from; who is no
 * browser says nothing, and has no reader's cookies.
 */
@PreMatching
@Priority(400)
public final class ForgeryDefence implements ContainerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Sites sites;
    private final Origin own;

    public ForgeryDefence(Sites sites, Origin own) {
        this.sites = sites;
        this.own = own;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (HARMLESS.contains(request.getMethod()) || Area.of(request) != Area.BROWSER) {
            return;
        }
        String origin = request.getHeaderString("Origin");
        boolean welcome = origin == null || origin.equals("null") ? isNear(request, origin) : isKnown(request, origin);
        if (!welcome) {
            throw new ProblemException(
                    ProblemType.ORIGIN_NOT_REGISTERED, "Pages on " + origin(origin) + " may not ask for changes");
        }
    }

    private boolean isKnown(ContainerRequestContext request, String text) {
        Optional<Origin> origin =
                Origin.parse(text).filter(parsed -> parsed.value().equals(text));
        return origin.filter(known -> known.equals(own)
                        || sites.isRegistered(known)
                        || Origin.of(Reached.of(request).base()).equals(Optional.of(known)))
                .isPresent();
    }

    /** A page that hides where it is says {@code null}; the browser itself still says whether it is on this origin. */
    private static boolean isNear(ContainerRequestContext request, @Nullable String origin) {
        String fetchSite = request.getHeaderString("Sec-Fetch-Site");
        return origin == null ? !"cross-site".equals(fetchSite) : "same-origin".equals(fetchSite);
    }

    private static String origin(@Nullable String origin) {
        return origin == null || origin.equals("null") ? "another site" : origin;
    }
}
