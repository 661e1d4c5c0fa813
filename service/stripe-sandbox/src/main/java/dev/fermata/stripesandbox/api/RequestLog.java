package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API requests received lately, for people who debug and for tests that assert. */
public final class RequestLog {

    private static final int KEPT = 5_000;

    /**
     * One request and how it ended.
     *
     * @param status 0 when the connection was cut instead of answered
     */
    public record Entry(
            Instant at,
            String requestId,
            String method,
            String path,
            @Nullable String key,
            @Nullable String idempotencyKey,
            ObjectNode params,
            int status) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void add(Entry entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** Oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }
}
