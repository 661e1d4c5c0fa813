package dev.fermata.service.session;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.db.MasterKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys that tokens are signed with: one active, and those that were active before and still verify until they expire. Every
 * instance sees a rotation within seconds.
 */
public final class SigningKeys {

    private static final Duration KNOWN_FOR = Duration.ofSeconds(3);
    private static final int BITS = 2048;

    private final Jdbi jdbi;
    private final MasterKey masterKey;
    private final InstantSource clock;
    private final Duration retiringPeriod;
    private final LoadingCache<Object, Usable> usable;

    private record Usable(String activeKid, JWSSigner signer, JWKSet published) {}

    /** @param retiringPeriod how long a key that was rotated out still verifies; far longer than a token lives */
    public SigningKeys(Jdbi jdbi, MasterKey masterKey, InstantSource clock, Duration retiringPeriod) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
        this.clock = clock;
        this.retiringPeriod = retiringPeriod;
        this.usable = Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).build(key -> load());
    }

    /** A compact JWS over the claims, by the active key. */
    public String sign(JWTClaimsSet claims) {
        Usable now = usable.get(KNOWN_FOR);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(com.nimbusds.jose.JOSEObjectType.JWT)
                        .keyID(now.activeKid())
                        .build(),
                claims);
        try {
            jwt.sign(now.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** The public parts of the active and the retiring keys. */
    public JWKSet published() {
        return usable.get(KNOWN_FOR).published();
    }

    /** Makes the first key if there is none, and checks that the master key opens the active one. */
    public void prepare() {
        usable.put(KNOWN_FOR, load());
    }

    /** Puts a new key in place of the active one, which retires. Of several that rotate at once, one succeeds per key. */
    public void rotate() {
        RSAKey fresh = generate();
        jdbi.useTransaction(tx -> {
            SigningKeyDao dao = tx.attach(SigningKeyDao.class);
            Instant now = clock.instant();
            for (SigningKeyDao.Row row : dao.usable(now)) {
                if (row.state().equals("active")) {
                    dao.retire(row.kid(), now.plus(retiringPeriod));
                }
            }
            insert(dao, fresh, now);
        });
        usable.invalidateAll();
    }

    /** Lets retiring keys expire whose time has come; they are kept, but verify nothing any more. */
    public int expire() {
        int expired = jdbi.inTransaction(tx -> tx.attach(SigningKeyDao.class).expire(clock.instant()));
        usable.invalidateAll();
        return expired;
    }

    private Usable load() {
        List<SigningKeyDao.Row> rows = rows();
        if (rows.stream().noneMatch(row -> row.state().equals("active"))) {
            RSAKey first = generate();
            jdbi.useTransaction(tx -> insert(tx.attach(SigningKeyDao.class), first, clock.instant()));
            rows = rows();
        }
        List<JWK> published = new ArrayList<>();
        try {
            for (SigningKeyDao.Row row : rows) {
                published.add(JWK.parse(row.publicJwk()));
            }
            SigningKeyDao.Row active = rows.get(0);
            return new Usable(active.kid(), signer(active), new JWKSet(published));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }

    private List<SigningKeyDao.Row> rows() {
        return jdbi.inTransaction(tx -> tx.attach(SigningKeyDao.class).usable(clock.instant()));
    }

    private JWSSigner signer(SigningKeyDao.Row row) throws ParseException, JOSEException {
        String privateJwk = masterKey
                .decrypt(row.privateJwk())
                .orElseThrow(
                        () -> new IllegalStateException("The master key does not open the signing keys in the database."
                                + " Set FERMATA_MASTER_KEY to the one that they were made with."));
        return new RSASSASigner(RSAKey.parse(privateJwk));
    }

    private boolean insert(SigningKeyDao dao, RSAKey key, Instant now) {
        return dao.insertActive(
                key.getKeyID(), key.toPublicJWK().toJSONString(), masterKey.encrypt(key.toJSONString()), now);
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
