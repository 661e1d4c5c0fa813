package dev.fermata.sling.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;

/** Who may keep an answer: told to browsers and caches before anything of it is written. */
final class Answer {

    private final HttpServletResponse response;
    private final Set<String> cookies = new HashSet<>();
    private boolean forOneVisitor;

    Answer(HttpServletResponse response) {
        this.response = response;
    }

    /** The same for everybody, so for a minute anybody may keep it. */
    void becomePublic() {
        response.setHeader("Cache-Control", "public, max-age=60");
    }

    /** For this visitor alone; false if it is too late to say so. */
    boolean becomePrivate() {
        if (!forOneVisitor && !response.isCommitted()) {
            response.setHeader("Cache-Control", "private, no-store");
            response.addHeader("Vary", "Cookie");
            forOneVisitor = true;
        }
        return forOneVisitor;
    }

    boolean isPrivate() {
        return forOneVisitor;
    }

    /** Only ever on what no cache may keep. */
    void cookies(List<String> values) {
        if (forOneVisitor && !response.isCommitted()) {
            values.stream().filter(cookies::add).forEach(value -> response.addHeader("Set-Cookie", value));
        }
    }
}
