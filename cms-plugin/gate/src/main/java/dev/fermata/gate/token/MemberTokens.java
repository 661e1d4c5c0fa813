package dev.fermata.gate.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.gate.service.Hashes;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tokens: signed by the service with RS256, for this origin, and not over since longer than the grace. What was genuine once is
 * remembered by its hash.
 */
public final class MemberTokens {

    /** How long after its end a token still tells who somebody is, for when the service can't be asked. */
    public static final Duration GRACE = Duration.ofHours(1);

    private static final int LONGEST = 8192;
    private static final long MOST_REMEMBERED = 20_000;

    private final PublishedKeys keys;
    private final InstantSource clock;
    private final Cache<String, MemberToken> genuine;

    public MemberTokens(PublishedKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
        this.genuine = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(GRACE.plusMinutes(10))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    public Verdict look(String token, String origin) {
        if (token.length() > LONGEST) {
            return Verdict.REFUSED;
        }
        String hash = Hashes.of(token);
        @Nullable MemberToken known = genuine.getIfPresent(hash);
        if (known != null) {
            return isFor(known, origin) ? new Verdict.Genuine(known, false) : Verdict.REFUSED;
        }
        return verify(token, origin, hash);
    }

    private Verdict verify(String token, String origin, String hash) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String kid = jwt.getHeader().getKeyID();
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm()) || kid == null) {
                return Verdict.REFUSED;
            }
            Optional<JWSVerifier> key = keys.find(kid);
            if (key.isEmpty()) {
                return Verdict.UNKNOWN_KEY;
            }
            if (!jwt.verify(key.get())) {
                return Verdict.REFUSED;
            }
            Optional<MemberToken> read = Claims.read(jwt.getJWTClaimsSet(), keys.issuer(), clock.instant())
                    .filter(said -> isFor(said, origin));
            read.ifPresent(said -> genuine.put(hash, said));
            return read.<Verdict>map(said -> new Verdict.Genuine(said, true)).orElse(Verdict.REFUSED);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Verdict.REFUSED;
        }
    }

    private boolean isFor(MemberToken token, String origin) {
        Instant end = token.reader().expiresAt().plus(GRACE);
        return token.audience().equals(origin) && clock.instant().isBefore(end);
    }
}
