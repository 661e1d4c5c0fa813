package dev.fermata.gate.servlet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request's query asks of the gate.
 *
 * @param fragment the section that is asked for instead of the page
 * @param rest the query without that, as the application is to see it; null if nothing is left
 */
record Query(Optional<String> fragment, @Nullable String rest) {

    /** {@code ?fermata_fragment=ID} asks for one section of a page. */
    static final String FRAGMENT = "fermata_fragment";

    static Query of(@Nullable String raw) {
        if (raw == null || !raw.contains(FRAGMENT)) {
            return new Query(Optional.empty(), raw);
        }
        List<String> parts = List.of(raw.split("&", -1));
        Optional<String> fragment = parts.stream()
                .filter(Query::isFragment)
                .map(part -> part.substring(part.indexOf('=') + 1))
                .findFirst();
        String rest = parts.stream().filter(part -> !isFragment(part)).collect(Collectors.joining("&"));
        return new Query(fragment, rest.isEmpty() ? null : rest);
    }

    private static boolean isFragment(String part) {
        return part.startsWith(FRAGMENT + "=");
    }
}
