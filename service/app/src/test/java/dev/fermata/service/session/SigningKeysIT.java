package dev.fermata.service.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fermata.service.DatabaseUnderTest;
import dev.fermata.service.MovableClock;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys over their life, and over several instances on one database. */
class SigningKeysIT {

    private static final MasterKey MASTER = new MasterKey(new byte[32]);
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("mem_1").build();

    @TempDir
    private static Path directory;

    private static Database database;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @BeforeAll
    static void open() {
        database = DatabaseUnderTest.startIn(directory);
    }

    @AfterAll
    static void close() throws Exception {
        database.stop();
    }

    @BeforeEach
    void forget() {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM signing_key"));
    }

    @Test
    void makesOneKeyHoweverManyInstancesStartAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<String>> starts = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(i -> () -> kid(instance().sign(CLAIMS)))
                    .toList();
            List<Future<String>> kids = pool.invokeAll(starts);
            for (Future<String> kid : kids) {
                assertThat(kid.get()).isEqualTo(kids.get(0).get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(instance().published().size()).isEqualTo(1);
    }

    @Test
    void stillVerifiesWhatARetiringKeySigned() throws Exception {
        SigningKeys keys = instance();
        String old = keys.sign(CLAIMS);

        keys.rotate();
        String fresh = keys.sign(CLAIMS);

        assertThat(kid(fresh)).isNotEqualTo(kid(old));
        assertThat(isValid(keys, old)).isTrue();
        assertThat(isValid(keys, fresh)).isTrue();
    }

    @Test
    void publishesARetiringKeyForADay() {
        SigningKeys keys = instance();
        String old = keys.sign(CLAIMS);
        keys.rotate();

        clock.advance(Duration.ofDays(1).minusSeconds(1));
        keys.expire();
        assertThat(keys.published().getKeyByKeyId(kid(old))).isNotNull();

        clock.advance(Duration.ofSeconds(1));
        keys.expire();
        assertThat(keys.published().getKeyByKeyId(kid(old))).isNull();
        assertThat(keys.published().size()).isEqualTo(1);
    }

    @Test
    void followsARotationByAnotherInstanceWithinSeconds() {
        SigningKeys here = instance();
        SigningKeys there = instance();
        String old = here.sign(CLAIMS);
        assertThat(kid(there.sign(CLAIMS))).isEqualTo(kid(old));

        there.rotate();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(kid(here.sign(CLAIMS))).isEqualTo(kid(there.sign(CLAIMS))));
        assertThat(kid(here.sign(CLAIMS))).isNotEqualTo(kid(old));
    }

    @Test
    void rotatesWhenTheKeyIsOldEnoughAndNotBefore() {
        SigningKeys keys = instance();
        String first = kid(keys.sign(CLAIMS));

        clock.advance(Duration.ofDays(90));
        keys.rotateIfDue();
        assertThat(kid(keys.sign(CLAIMS))).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        keys.rotateIfDue();
        assertThat(kid(keys.sign(CLAIMS))).isNotEqualTo(first);
    }

    @Test
    void hasOneActiveKeyAfterManyRotateAtOnce() throws Exception {
        SigningKeys keys = instance();
        keys.prepare();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> rotations = IntStream.range(0, 4)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        instance().rotate();
                        return null;
                    })
                    .toList();
            for (Future<Void> rotation : pool.invokeAll(rotations)) {
                rotation.get();
            }
        } finally {
            pool.shutdownNow();
        }
        long active = database.jdbi()
                .withHandle(handle -> handle.select("SELECT count(*) FROM signing_key WHERE state = 'active'")
                        .mapTo(Long.class)
                        .one());
        assertThat(active).isEqualTo(1);
    }

    @Test
    void storesNoPrivateKeyInClear() {
        instance().prepare();

        String stored = database.jdbi().withHandle(handle -> handle.select("SELECT private_jwk FROM signing_key")
                .mapTo(String.class)
                .one());

        assertThat(stored).startsWith("eyJ").doesNotContain("{", "\"d\"");
        assertThat(MASTER.decrypt(stored).orElseThrow()).contains("\"d\"");
    }

    @Test
    void saysSoWhenTheMasterKeyIsAnotherOne() {
        instance().prepare();
        byte[] other = new byte[32];
        other[0] = 1;
        var keys = new SigningKeys(database.jdbi(), new MasterKey(other), clock, new SessionConfiguration());

        assertThatThrownBy(keys::prepare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not open the signing keys")
                .hasMessageContaining("FERMATA_MASTER_KEY");
    }

    private SigningKeys instance() {
        return new SigningKeys(database.jdbi(), MASTER, clock, new SessionConfiguration());
    }

    private static String kid(String jwt) {
        return parse(jwt).getHeader().getKeyID();
    }

    private static boolean isValid(SigningKeys keys, String jwt) throws com.nimbusds.jose.JOSEException {
        SignedJWT parsed = parse(jwt);
        return parsed.verify(Published.verifier(keys.published(), parsed));
    }

    private static SignedJWT parse(String jwt) {
        try {
            return SignedJWT.parse(jwt);
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
