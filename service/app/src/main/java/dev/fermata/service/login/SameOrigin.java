package dev.fermata.service.login;

import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Lets a form be sent from our own pages only. Otherwise any page on the web could sign its visitor in as somebody else, with a link
 * that it had sent to itself.
 */
final class SameOrigin {

    private SameOrigin() {}

    static void check(ContainerRequestContext request) {
        if (!isSame(request)) {
            throw new ProblemException(ProblemType.CROSS_SITE_REQUEST, "Open the page itself, and press its button");
        }
    }

    private static boolean isSame(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeaderString("Origin");
        return origin != null
                && Origin.parse(origin).equals(Origin.of(Reached.of(request).base()));
    }
}
