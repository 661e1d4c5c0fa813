package dev.fermata.service.stripe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {

    private static final long NOW = 1_772_366_400;
    private static final String BODY = "{\"id\":\"evt_1\",\"name\":\"Zoë\"}";

    private final StripeSignature signature =
            new StripeSignature(List.of("whsec_new", "whsec_old"), () -> Instant.ofEpochSecond(NOW));

    @Test
    void acceptsTheCurrentAndThePreviousSecret() {
        assertThat(genuine(BODY, sign("whsec_new", NOW))).isTrue();
        assertThat(genuine(BODY, sign("whsec_old", NOW))).isTrue();
        assertThat(genuine(BODY, sign("whsec_other", NOW))).isFalse();
    }

    @Test
    void acceptsOneGoodSignatureAmongOthers() {
        String good = sign("whsec_new", NOW);

        assertThat(genuine(BODY, good.replace("v1=", "v0=00,v1=11,v1="))).isTrue();
        assertThat(genuine(BODY, good.replace("v1=", "v0="))).isFalse();
    }

    @Test
    void refusesWhatIsMoreThanFiveMinutesOffInEitherDirection() {
        assertThat(genuine(BODY, sign("whsec_new", NOW - 300))).isTrue();
        assertThat(genuine(BODY, sign("whsec_new", NOW - 301))).isFalse();
        assertThat(genuine(BODY, sign("whsec_new", NOW + 300))).isTrue();
        assertThat(genuine(BODY, sign("whsec_new", NOW + 301))).isFalse();
    }

    @Test
    void judgesTheAgeByTheTimeThatWasSigned() {
        String old = sign("whsec_new", NOW - 3600);

        assertThat(genuine(BODY, "v0=00, t=" + NOW + "," + old)).isFalse();
        assertThat(genuine(BODY, "t=" + NOW + "," + old)).isFalse();
    }

    @Test
    void refusesAnAlteredOrMisencodedBody() {
        String header = sign("whsec_new", NOW);

        assertThat(genuine(BODY.replace("evt_1", "evt_2"), header)).isFalse();
        assertThat(signature.genuine(BODY.getBytes(ISO_8859_1), header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "t",
                "t=",
                "t=abc",
                "v1",
                "t=1,v1",
                "t=99999999999999999999,v1=00",
                "=,=",
                "t=1772366400"
            })
    void refusesEveryMalformedHeader(String header) {
        assertThat(genuine(BODY, header)).isFalse();
    }

    @Test
    void refusesAMissingHeader() {
        assertThat(genuine(BODY, null)).isFalse();
    }

    private boolean genuine(String body, String header) {
        return signature.genuine(body.getBytes(UTF_8), header).isPresent();
    }

    private static String sign(String secret, long time) {
        try {
            return "t=" + time + ",v1=" + Webhook.Util.computeHmacSha256(secret, time + "." + BODY);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
