package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The headers that are true only of an answer as the application wrote it: how long it is, which version it is, how long it may be
 * kept. They wait here until it is known whether the answer is cut, because a servlet response can't forget a header.
 */
final class HeldHeaders {

    private static final Set<String> CACHING =
            anyCase("Cache-Control", "CDN-Cache-Control", "Expires", "Pragma", "Surrogate-Control", "X-Accel-Expires");

    private static final Set<String> OF_THE_BODY = anyCase(
            "Accept-Ranges",
            "Age",
            "Content-Digest",
            "Content-Encoding",
            "Content-Length",
            "Content-MD5",
            "Content-Range",
            "Digest",
            "ETag",
            "Last-Modified",
            "Repr-Digest");

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static boolean isHeld(String name) {
        return CACHING.contains(name) || OF_THE_BODY.contains(name);
    }

    static String date(long milliseconds) {
        return HTTP_DATE.format(Instant.ofEpochMilli(milliseconds));
    }

    void set(String name, @Nullable String value) {
        values.remove(name);
        add(name, value);
    }

    void add(String name, @Nullable String value) {
        if (value != null) {
            values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
    }

    void remove(String name) {
        values.remove(name);
    }

    List<String> get(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    void clear() {
        values.clear();
    }

    /** Forgets what is true only of the body that the application wrote, and keeps what was said about caching. */
    void forgetBody() {
        values.keySet().retainAll(CACHING);
    }

    /** Says them as they were said. */
    void moveTo(HttpServletResponse response) {
        values.forEach((name, all) -> all.forEach(value -> response.addHeader(name, value)));
        values.clear();
    }

    private static Set<String> anyCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
