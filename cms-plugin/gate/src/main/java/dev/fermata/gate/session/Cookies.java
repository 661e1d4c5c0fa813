package dev.fermata.gate.session;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookies by which the service knows a browser. */
public final class Cookies {

    private static final String TOKEN = "allegro_jwt";
    private static final String SESSION = "allegro_session";
    private static final String SESSION_OVER_HTTPS = "__Host-" + SESSION;
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_.~+/=-]{1,128}");
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_.-]{1,8192}");

    private Cookies() {}

    /** The member token, as far as it may be one. */
    public static Optional<String> token(Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(TOKEN)).filter(value -> !value.isEmpty());
    }

    /** The session's handle. */
    public static Optional<String> handle(Map<String, String> cookies, boolean secure) {
        return Optional.ofNullable(cookies.get(name(secure)))
                .filter(value -> HANDLE.matcher(value).matches());
    }

    /** The header that shows the service what the browser showed. */
    static String header(String handle, Optional<String> token, boolean secure) {
        String session = name(secure) + "=" + handle;
        return token.filter(value -> JWT.matcher(value).matches())
                .map(value -> session + "; " + TOKEN + "=" + value)
                .orElse(session);
    }

    /** Whether a {@code Set-Cookie} sets one of these. */
    static boolean sets(String setCookie) {
        String name = setCookie.split("=", 2)[0].strip();
        return name.equals(TOKEN) || name.equals(SESSION) || name.equals(SESSION_OVER_HTTPS);
    }

    private static String name(boolean secure) {
        return secure ? SESSION_OVER_HTTPS : SESSION;
    }
}
