package dev.fermata.service.http;

import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Lets only paths in that can be read in one way: no escapes, no matrix parameters, no empty or dotted segments. Nothing here has
 * any other path, and guards that look at a path can then not be fooled by how it is spelled.
 */
@PreMatching
@Priority(100)
public final class PlainPaths implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isPlain(request.getUriInfo().getRequestUri().getRawPath())) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No page or call has this address");
        }
    }

    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean beginsSegment = i > 0 && path.charAt(i - 1) == '/';
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/._~-".indexOf(c) >= 0;
            if (!plain || beginsSegment && c == '/' || beginsSegment && isDots(path, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the segment that begins here is {@code .} or {@code ..}. */
    private static boolean isDots(String path, int start) {
        int end = path.indexOf('/', start);
        String segment = end < 0 ? path.substring(start) : path.substring(start, end);
        return segment.equals(".") || segment.equals("..");
    }
}
