package dev.fermata.gate;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader, as the member token tells.
 *
 * @param memberId {@code mem_…}
 * @param authenticated a sign-in was completed; else only an address is known, and what was bought in this browser counts
 * @param resources slugs of the active entitlements
 * @param expiresAt when the token ends
 */
public record Reader(
        String memberId,
        @Nullable String email,
        @Nullable String name,
        boolean authenticated,
        Set<String> resources,
        Instant expiresAt) {

    public Reader {
        resources = Set.copyOf(resources);
    }
}
