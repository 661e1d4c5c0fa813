package dev.fermata.stripesandbox.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's posts are signed with. After a roll the old secret signs along for a while.
 *
 * @param oldUntil when the old one ends
 */
record Secrets(String current, @Nullable String old, Instant oldUntil) {

    static Secrets of(String secret) {
        return new Secrets(secret, null, Instant.MIN);
    }

    Secrets rolled(String next, Instant until) {
        return new Secrets(next, current, until);
    }

    List<String> active(Instant now) {
        return old != null && now.isBefore(oldUntil) ? List.of(current, old) : List.of(current);
    }
}
