package dev.fermata.gate.token;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Keys;
import dev.fermata.gate.fake.TokenFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeysTest {

    private static final Duration A_WHILE = Duration.ofSeconds(11);

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void aNewKeyIsFetchedWhenTheFirstTokenArrivesThatNeedsIt() {
        site.service.publishes(Keys.SERVICE, Keys.NEXT);
        site.clock.pass(A_WHILE);

        assertThat(isOpenWith(Keys.NEXT)).isTrue();
    }

    @Test
    void unknownKeysAreLookedForOnceInTenSecondsAtMost() {
        site.clock.pass(A_WHILE);
        int before = site.service.calls("/.well-known/jwks.json").size();
        for (int i = 0; i < 50; i++) {
            TokenFixture token = site.aToken().forResources("premium").with("jti", "j" + i);
            site.premium(jwt(token.signedWith(Keys.NEXT).jwt()));
        }

        assertThat(site.service.calls("/.well-known/jwks.json")).hasSize(before + 1);
    }

    @Test
    void aKeyThatIsNoLongerPublishedVerifiesNothingNew() {
        site.service.publishes(Keys.NEXT);
        site.clock.pass(A_WHILE);
        assertThat(isOpenWith(Keys.NEXT)).isTrue();

        assertThat(isOpenWith(Keys.SERVICE)).isFalse();
    }

    @Test
    void keysAreFetchedAgainEveryFewMinutes() {
        int before = site.service.calls("/.well-known/jwks.json").size();
        site.clock.pass(Duration.ofMinutes(6));

        await().until(() -> site.service.calls("/.well-known/jwks.json").size() > before);
    }

    @Test
    void withoutTheIssuersNameTheKeysAloneCount() throws IOException {
        site.service.answers("/.well-known/openid-configuration", 404);
        Files.delete(site.file("keys.json"));
        site.restart();
        site.awaitKnowledge();
        String token = site.aToken()
                .forResources("premium")
                .with("iss", "https://moved.example")
                .jwt();

        assertThat(site.premium(jwt(token)).isOpen()).isTrue();
    }

    @Test
    void aKeySetThatIsNoneChangesNothing() {
        site.service.answers("/.well-known/jwks.json", 404);
        site.clock.pass(A_WHILE);
        assertThat(isOpenWith(Keys.NEXT)).isFalse();

        assertThat(isOpenWith(Keys.SERVICE)).isTrue();
    }

    @Test
    void keysForOtherThingsSignNothing() throws JOSEException {
        RSAKey weak = Keys.rsa("weak", 1024);
        RSAKey forEncryption =
                new RSAKey.Builder(Keys.NEXT).keyUse(KeyUse.ENCRYPTION).build();
        site.service.publishes(
                Keys.SERVICE,
                weak,
                forEncryption,
                new ECKeyGenerator(Curve.P_256).keyID("ec").generate());
        site.clock.pass(A_WHILE);

        assertThat(isOpenWith(weak)).isFalse();
        assertThat(isOpenWith(forEncryption)).isFalse();
        assertThat(isOpenWith(Keys.SERVICE)).as("beside them").isTrue();
    }

    private boolean isOpenWith(RSAKey key) {
        return site.premium(jwt(
                        site.aToken().forResources("premium").signedWith(key).jwt()))
                .isOpen();
    }
}
