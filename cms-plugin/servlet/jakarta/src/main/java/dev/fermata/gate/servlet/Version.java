package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** What one visitor gets of an answer, and what is said about it. */
final class Version {

    /** What caches are told. */
    enum Keeping {
        /** What the application said, as of everything else: this is its answer, and the body here is empty. */
        UNTOUCHED,
        /** What the application said: only the script was added. */
        AS_SAID,
        /** It is the same for everybody. */
        SHARED,
        /** It depends on the visitor: nobody. */
        PRIVATE
    }

    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String PRIVATELY = "private, no-store";
    private static final String FOR_A_MINUTE = "public, max-age=60";

    private final byte[] body;
    private final Keeping keeping;
    private final List<String> setCookies;

    /**
     * @param keeping who may keep it
     * @param setCookies for this visitor's browser
     */
    Version(byte[] body, Keeping keeping, List<String> setCookies) {
        this.body = body;
        this.keeping = keeping;
        this.setCookies = List.copyOf(setCookies);
    }

    static Version untouched() {
        return new Version(new byte[0], Keeping.UNTOUCHED, List.of());
    }

    /** As it is sent. */
    byte[] body() {
        return body;
    }

    boolean isUntouched() {
        return keeping == Keeping.UNTOUCHED;
    }

    /** Forgets what the application said and what is not true of this version. */
    void forget(HeldHeaders said) {
        if (keeping == Keeping.PRIVATE) {
            said.clear();
        } else if (!isUntouched()) {
            said.forgetBody();
        }
    }

    /** Says it to caches and to the browser; what the application said of it has been said. */
    void tell(HttpServletResponse response) {
        if (keeping == Keeping.PRIVATE) {
            forbidCaches(response);
            setCookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        } else if (keeping == Keeping.SHARED && response.containsHeader("Set-Cookie")) {
            // The application's own, a session's: it is for one visitor only.
            forbidCaches(response);
        } else if (keeping == Keeping.SHARED && !response.containsHeader(CACHE_CONTROL)) {
            response.setHeader(CACHE_CONTROL, FOR_A_MINUTE);
        }
    }

    static void forbidCaches(HttpServletResponse response) {
        response.setHeader(CACHE_CONTROL, PRIVATELY);
        boolean said =
                response.getHeaders("Vary").stream().anyMatch(vary -> vary.matches("(?i).*(\\bcookie\\b|\\*).*"));
        if (!said) {
            response.addHeader("Vary", "Cookie");
        }
    }
}
