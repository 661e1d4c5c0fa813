package dev.fermata.gate.servlet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an answer the version for one visitor.
 *
 * @param maxBytes how long it may be, unpacked
 */
record Cutter(PageCutter pages, JsonCutter json, Decisions decisions, int maxBytes) {

    /** @param charset the one that the application named, or the container's usual one */
    Version version(byte[] body, @Nullable String contentType, String charset) throws UnreadableException {
        return BodyKind.of(contentType) == BodyKind.JSON
                ? json.version(body, contentType, decisions)
                : pages.version(Text.of(body, charset), BodyKind.isPage(contentType), decisions);
    }

    /** One section of a page alone; empty if it is not open to this visitor. */
    Optional<Version> fragment(byte[] body, String charset, String id) throws UnreadableException {
        return pages.fragment(Text.of(body, charset), id, decisions);
    }

    boolean hasSection(byte[] body, String charset, String id) throws UnreadableException {
        return pages.hasSection(Text.of(body, charset), id);
    }
}
