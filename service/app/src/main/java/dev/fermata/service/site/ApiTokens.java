package dev.fermata.service.site;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fermata.service.db.Cached;
import dev.fermata.service.db.Id;
import dev.fermata.service.db.Secret;
import dev.fermata.service.db.SharedReads;
import dev.fermata.service.db.Trouble;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * The API tokens. Only their SHA-256 is stored, and that is what is looked up, so nothing is ever compared with a secret byte by
 * byte. A revoked token is refused within five seconds.
 */
public final class ApiTokens {

    private static final int SHORTEST_CONFIGURED = 16;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final SharedReads<String, Optional<ApiToken>> byHash;

    public ApiTokens(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.byHash = new SharedReads<>(
                Caffeine.newBuilder().expireAfterWrite(Cached.MAX_AGE).maximumSize(10_000), this::read);
    }

    /** A token and the secret, which can be read here and never again. */
    public record Created(String id, String secret) {}

    public Created create(String name, Set<Scope> scopes) {
        String secret = "fmt_" + Secret.next().value();
        return new Created(insert(name, secret, scopes), secret);
    }

    /** Lets the configured token in, with every scope; does nothing if it is there already, revoked or not. */
    public void ensure(String name, String secret) {
        if (secret.length() < SHORTEST_CONFIGURED) {
            throw new IllegalArgumentException("apiToken has fewer than " + SHORTEST_CONFIGURED + " characters");
        }
        insert(name, secret, EnumSet.allOf(Scope.class));
    }

    /** The token that this secret belongs to, unless it is revoked. */
    public Optional<ApiToken> verify(String secret) {
        return byHash.get(hash(secret)).filter(token -> token.revokedAt() == null);
    }

    /** Every token, oldest first, revoked ones included. */
    public List<ApiToken> all() {
        return jdbi.withExtension(ApiTokenDao.class, ApiTokenDao::all);
    }

    /** False if there is no such token, or it is revoked already. */
    public boolean revoke(String id) {
        boolean revoked = jdbi.withExtension(ApiTokenDao.class, dao -> dao.revoke(id, clock.instant())) > 0;
        byHash.forgetAll();
        return revoked;
    }

    private String insert(String name, String secret, Set<Scope> scopes) {
        String id = Id.next("tok");
        List<String> slugs = scopes.stream().sorted().map(Scope::slug).toList();
        jdbi.useExtension(ApiTokenDao.class, dao -> dao.insert(id, name, hash(secret), slugs, clock.instant()));
        byHash.forget(hash(secret));
        return id;
    }

    private Optional<ApiToken> read(String hash) {
        Optional<ApiToken> token = jdbi.withExtension(ApiTokenDao.class, dao -> dao.byHash(hash));
        token.filter(found -> found.revokedAt() == null).ifPresent(this::noteUse);
        return token;
    }

    /** That a database which cannot be written to keeps no note of it is no reason to turn somebody away. */
    private void noteUse(ApiToken token) {
        try {
            jdbi.useExtension(ApiTokenDao.class, dao -> dao.used(token.id(), clock.instant()));
        } catch (RuntimeException e) {
            if (Trouble.in(e).isEmpty()) {
                throw e;
            }
        }
    }

    private static String hash(String secret) {
        return new Secret(secret).hash();
    }
}
