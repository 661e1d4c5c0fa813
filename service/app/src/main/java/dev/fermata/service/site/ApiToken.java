package dev.fermata.service.site;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server shows to be let in; the secret itself is known to its owner only. */
public record ApiToken(
        String id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public ApiToken {
        scopes = Set.copyOf(scopes);
    }

    public boolean allows(Scope scope) {
        return revokedAt == null && scopes.contains(scope);
    }
}
