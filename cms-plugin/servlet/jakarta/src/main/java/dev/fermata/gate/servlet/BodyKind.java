package dev.fermata.gate.servlet;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the body of an answer is to the gate. */
enum BodyKind {
    /** May have protected sections between marks: HTML, feeds, and whatever a browser would take for HTML. */
    MARKUP,
    /** May have gated nodes. */
    JSON,
    /** Passes untouched. */
    OTHER;

    private static final Set<String> MARKUP_TYPES =
            Set.of("text/html", "application/xhtml+xml", "text/xml", "application/xml", "");

    /** An answer without a type, or with one that is none, is guessed to be HTML by browsers. */
    static BodyKind of(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.equals("text/json") || type.endsWith("+json")) {
            return JSON;
        }
        boolean xml = type.endsWith("+xml") && !type.startsWith("image/");
        return xml || MARKUP_TYPES.contains(type) || !type.contains("/") ? MARKUP : OTHER;
    }

    /** Whether browsers show it as a page, which scripts may be put into. */
    static boolean isPage(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }
}
