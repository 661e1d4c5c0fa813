package dev.fermata.demo.proxy;

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
 */
public record ProxyPath(String path) {

    /** Where the service appears on the site. */
    public static final String PREFIX = "/_fermata";

    private static final Pattern PLAIN_SEGMENT = Pattern.compile("[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
    private static final Pattern SERVER_TO_SERVER = Pattern.compile("(?i)v[0-9]+|webhooks");
    private static final Set<String> PUBLIC =
            Set.of("client.js", "assets", "api", "checkout", "login", "problems", ".well-known", "up");

    /** The part of a raw, still encoded request path that belongs to the service; empty if it must not pass. */
    public static Optional<ProxyPath> of(String rawPath) {
        if (!rawPath.startsWith(PREFIX + "/")) {
            return Optional.empty();
        }
        String path = rawPath.substring(PREFIX.length());
        List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
        return segments.stream()
                                .allMatch(segment ->
                                        PLAIN_SEGMENT.matcher(segment).matches())
                        && isPublic(segments)
                ? Optional.of(new ProxyPath(path))
                : Optional.empty();
    }

    private static boolean isPublic(List<String> segments) {
        String first = segments.get(0);
        boolean serverToServer = first.equals("api")
                && segments.size() > 1
                && SERVER_TO_SERVER.matcher(segments.get(1)).matches();
        return PUBLIC.contains(first) && !serverToServer;
    }
}
