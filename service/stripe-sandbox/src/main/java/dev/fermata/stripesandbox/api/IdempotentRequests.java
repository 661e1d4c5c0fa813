package dev.fermata.stripesandbox.api;

import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request once per key and gives the same answer again for 24 hours. Refuses a key that comes back with other
 * parameters, and one whose first request is still running. What was refused before anything was tried is not kept.
 */
final class IdempotentRequests {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    private static final class Entry {
        private final String endpoint;
        private final Object params;
        private final Instant until;
        private @Nullable HttpAnswer answer;

        private Entry(String endpoint, Object params, Instant until) {
            this.endpoint = endpoint;
            this.params = params;
            this.until = until;
        }
    }

    private final SandboxClock clock;
    /** The oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    IdempotentRequests(SandboxClock clock) {
        this.clock = clock;
    }

    HttpAnswer once(String account, String key, String endpoint, Object params, Supplier<HttpAnswer> work) {
        if (key.length() > LONGEST_KEY) {
            throw StripeError.idempotency(
                    400, null, "Idempotency keys may be at most 255 characters; this one has " + key.length() + ".");
        }
        String name = account + " " + key;
        HttpAnswer kept = begin(name, key, endpoint, params);
        if (kept != null) {
            return kept.with("Idempotent-Replayed", "true").with("Original-Request", kept.header("Request-Id"));
        }
        try {
            return keep(name, work.get());
        } catch (RuntimeException | Error e) {
            forget(name);
            throw e;
        }
    }

    private synchronized @Nullable HttpAnswer begin(String name, String key, String endpoint, Object params) {
        forgetOld();
        Entry entry = entries.get(name);
        if (entry == null) {
            entries.put(name, new Entry(endpoint, params, clock.instant().plus(KEPT)));
            return null;
        }
        if (!entry.endpoint.equals(endpoint)) {
            throw StripeError.idempotency(
                    400,
                    null,
                    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('"
                            + entry.endpoint + "' vs '" + endpoint + "'). Try using a key other than '" + key
                            + "' if you meant to execute a different request.");
        }
        if (!entry.params.equals(params)) {
            throw StripeError.idempotency(
                    400,
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with."
                            + " Try using a key other than '" + key
                            + "' if you meant to execute a different request.");
        }
        if (entry.answer == null) {
            throw StripeError.idempotency(
                    409,
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this Idempotent Key (that probably means you"
                            + " submitted twice, and the other request is still going through): " + key
                            + ". Please try your request again later.");
        }
        return entry.answer;
    }

    private void forgetOld() {
        Instant now = clock.instant();
        for (Iterator<Entry> oldest = entries.values().iterator(); oldest.hasNext(); oldest.remove()) {
            Entry entry = oldest.next();
            if (entry.answer == null || now.isBefore(entry.until)) {
                return;
            }
        }
    }

    private synchronized HttpAnswer keep(String name, HttpAnswer answer) {
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.answer = answer;
        }
        return answer;
    }

    private synchronized void forget(String name) {
        entries.remove(name);
    }

    synchronized void clear() {
        entries.clear();
    }
}
