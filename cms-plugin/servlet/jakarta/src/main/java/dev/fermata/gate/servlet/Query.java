package dev.fermata.gate.servlet;

import java.util.Arrays;
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
        Optional<String> fragment = Arrays.stream(raw.split("&"))
                .filter(Query::isFragment)
                .map(part -> part.substring(part.indexOf('=') + 1))
                .findFirst();
        String rest =
                Arrays.stream(raw.split("&")).filter(part -> !isFragment(part)).collect(Collectors.joining("&"));
        return new Query(fragment, rest.isEmpty() ? null : rest);
    }

    private static boolean isFragment(String part) {
        return part.startsWith(FRAGMENT + "=");
    }
}
