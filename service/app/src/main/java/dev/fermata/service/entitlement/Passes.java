package dev.fermata.service.entitlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fermata.service.db.Secret;
import dev.fermata.service.http.Origin;
import dev.fermata.service.session.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What member tokens were found to open, kept until each token runs out: so long, five minutes at most, a revocation may stay
 * unseen. Kept under the hash of the whole token, signature included, so what was never verified is never found; only what is
 * granted is kept, so a purchase counts at once. The readers that asked last have room.
 */
public final class Passes {

    /** In entitlements and tokens together; some 30 MB at most. */
    private static final long ROOM = 40_000;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ObjectMapper json;
    private final InstantSource clock;
    private final Cache<String, Pass> passes = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((String hash, Pass pass) -> 1 + pass.grants().size())
            .expireAfterWrite(LONGEST)
            .build();

    public Passes(ObjectMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    private record Pass(Origin site, Instant expiresAt, List<Grant> grants) {}

    private record Grant(Entitlement entitlement, byte[] answer) {}

    /** Notes what the session of this token may use. */
    void keep(String token, VerifiedToken verified, Origin site, List<Entitlement> active) {
        List<Grant> grants = new ArrayList<>();
        active.forEach(entitlement -> grants.add(new Grant(entitlement, answer(entitlement))));
        passes.put(new Secret(token).hash(), new Pass(site, verified.expiresAt(), List.copyOf(grants)));
    }

    /** The answer, as JSON, to whoever asks with this token on this site for any of these resources; null if that is not known. */
    byte @Nullable [] answer(String token, Origin site, Collection<String> resources) {
        Pass pass = passes.getIfPresent(new Secret(token).hash());
        Instant now = clock.instant();
        if (pass == null || !now.isBefore(pass.expiresAt()) || !pass.site().equals(site)) {
            return null;
        }
        for (Grant grant : pass.grants()) {
            if (resources.contains(grant.entitlement().resourceSlug())
                    && grant.entitlement().isActiveAt(now)) {
                return grant.answer();
            }
        }
        return null;
    }

    long size() {
        passes.cleanUp();
        return passes.estimatedSize();
    }

    private byte[] answer(Entitlement entitlement) {
        try {
            return json.writeValueAsBytes(AccessResponse.granted(entitlement, clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
