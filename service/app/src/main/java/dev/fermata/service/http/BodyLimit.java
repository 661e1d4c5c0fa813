package dev.fermata.service.http;

import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Reads the body before anything else does, so that a request which is refused for another reason leaves nothing on the wire, and no more of it than is allowed: 64 KiB, and 1 MiB for Stripe events and catalogue
 * files. What an endpoint then reads is all there is.
 */
@PreMatching
@Priority(50)
public final class BodyLimit implements ContainerRequestFilter {

    private static final int STANDARD = 64 * 1024;
    private static final int LARGE = 1024 * 1024;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!request.hasEntity()) {
            return;
        }
        int limit = limitOf(request.getUriInfo().getPath());
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        byte[] body = request.getEntityStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }

    private static int limitOf(String path) {
        return path.equals("api/webhooks/stripe") || path.equals("api/v1/catalogue") ? LARGE : STANDARD;
    }

    private static ProblemException tooLarge(int limit) {
        return new ProblemException(
                ProblemType.REQUEST_TOO_LARGE, "The body may have no more than " + limit / 1024 + " KiB");
    }
}
