package dev.fermata.gate.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path that the site passes on to the service, promised to mean there exactly what it says here.
 *
 * <p>Only plain segments pass: nothing encoded, no parameters, no dots-only or empty segments. So the service can't read
 * a path differently from the check, and what stays private needs to be named only once.
 *
 * @param path as the service has it, {@code /api/session}
 */
public record ProxyPath(String path) {

    /** Where the service appears on the site. */
    public static final String PREFIX = "/_fermata";

    private static final Pattern PLAIN_SEGMENT = Pattern.compile("[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
    private static final Pattern SERVER_TO_SERVER = Pattern.compile("(?i)v[0-9]+|webhooks");
    private static final Set<String> PUBLIC = Set.of(
            "client.js", "assets", "api", "checkout", "login", "account", "oauth2", "problems", ".well-known", "up");
    private static final Pattern COMPANY = Pattern.compile("(?i)(?!admin$)[a-z0-9_-]{1,64}");
    private static final String OTHER_SDK = "plenigo_sdk.min.js";

    /** The part of a raw, still encoded request path that belongs to the service; empty if it must not pass. */
    public static Optional<ProxyPath> of(String rawPath) {
        if (!rawPath.startsWith(PREFIX + "/")) {
            return Optional.empty();
        }
        String path = rawPath.substring(PREFIX.length());
        List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
        boolean plain = segments.stream()
                .allMatch(segment -> PLAIN_SEGMENT.matcher(segment).matches());
        return plain && isPublic(segments) ? Optional.of(new ProxyPath(path)) : Optional.empty();
    }

    /** Whether a raw request path is the proxy's to answer, be it with a refusal. */
    public static boolean isBelowPrefix(String rawPath) {
        return rawPath.equals(PREFIX) || rawPath.startsWith(PREFIX + "/");
    }

    private static boolean isPublic(List<String> segments) {
        String first = segments.get(0);
        if (segments.size() == 2 && segments.get(1).equals(OTHER_SDK)) {
            return COMPANY.matcher(first).matches();
        }
        boolean serverToServer = first.equals("api")
                && segments.size() > 1
                && SERVER_TO_SERVER.matcher(segments.get(1)).matches();
        return PUBLIC.contains(first) && !serverToServer;
    }
}
