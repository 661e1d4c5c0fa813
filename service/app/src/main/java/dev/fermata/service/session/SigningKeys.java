package dev.fermata.service.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import dev.fermata.service.db.Cached;
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

    private static final int BITS = 2048;

    private final Jdbi jdbi;
    private final MasterKey masterKey;
    private final InstantSource clock;
    private final Duration rotation;
    private final Duration retirement;
    private final Cached<Usable> usable;

    private record Usable(String activeKid, Instant activeSince, JWSSigner signer, JWKSet published) {}

    public SigningKeys(Jdbi jdbi, MasterKey masterKey, InstantSource clock, SessionConfiguration lives) {
        this.jdbi = jdbi;
        this.masterKey = masterKey;
        this.clock = clock;
        this.rotation = lives.getKeyRotation().toJavaDuration();
        this.retirement = lives.getKeyRetirement().toJavaDuration();
        this.usable = new Cached<>(this::load);
    }

    /** A compact JWS over the claims, by the active key. */
    public String sign(JWTClaimsSet claims) {
        Usable now = usable.get();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
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
        return usable.get().published();
    }

    /** Makes the first key if there is none, and checks that the master key opens the active one. */
    public void prepare() {
        var unused = load();
    }

    /** Puts a new key in place of the active one, which retires. Of two that rotate at once, one does. */
    public void rotate() {
        replace(clock.instant());
    }

    /** Rotates if the active key is old enough. */
    public void rotateIfDue() {
        Instant before = clock.instant().minus(rotation);
        if (usable.get().activeSince().isBefore(before)) {
            replace(before);
        }
    }

    private void replace(Instant madeBefore) {
        RSAKey fresh = generate();
        Instant now = clock.instant();
        jdbi.useTransaction(tx -> {
            SigningKeyDao dao = tx.attach(SigningKeyDao.class);
            if (dao.retireActive(madeBefore, now.plus(retirement))) {
                insert(dao, fresh, now);
            }
        });
        usable.forget();
    }

    /** Lets retiring keys expire whose time has come; they are kept, but verify nothing any more. */
    public int expire() {
        int expired = jdbi.inTransaction(tx -> tx.attach(SigningKeyDao.class).expire(clock.instant()));
        usable.forget();
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
            return new Usable(active.kid(), active.createdAt(), signer(active), new JWKSet(published));
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

    private void insert(SigningKeyDao dao, RSAKey key, Instant now) {
        dao.insertActive(key.getKeyID(), key.toPublicJWK().toJSONString(), masterKey.encrypt(key.toJSONString()), now);
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
