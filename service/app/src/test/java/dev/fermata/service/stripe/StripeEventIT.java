package dev.fermata.service.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Stripe tells: what is stored, what is turned away, and with which answer. */
class StripeEventIT {

    private static final AtomicInteger IDS = new AtomicInteger();

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final String id = "evt_it_" + IDS.incrementAndGet();

    @Test
    void storesAnEventOnceHoweverOftenItComes() {
        String body = event("checkout.session.completed", "cs_of_somebody_else", "");

        assertThat(deliver(body).status()).isEqualTo(200);
        assertThat(deliver(body).status()).isEqualTo(200);

        assertThat(stored()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(state("ignored")).isEqualTo(1));
    }

    @Test
    void storesTypesThatItDoesNotKnow() {
        assertThat(deliver(event("tax.something.new", "txr_1", "")).status()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(state("ignored")).isEqualTo(1));
    }

    @Test
    void ignoresWhatHappensInOtherAccountsAndInTheOtherMode() {
        deliver(event("checkout.session.completed", "cs_1", ",\"account\":\"acct_other\""));
        assertThat(state("ignored")).isEqualTo(1);

        String live = event("checkout.session.completed", "cs_1", "").replace(id, id + "_live");
        deliver(live.replace("\"livemode\":false", "\"livemode\":true"));
        assertThat(shop.count(
                        "SELECT count(*) FROM stripe_event WHERE event_id = :id AND state = 'ignored'", id + "_live"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"2020-08-27\"", "\"2027-01-31.future\""})
    void understandsEventsOfEveryApiVersion(String version) {
        assertThat(deliver(event("checkout.session.expired", "cs_1", ",\"api_version\":" + version))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"object\":\"event\"}",
                "{\"object\":\"event\",\"id\":\"evt_x\",\"type\":\"t\"}",
                "{"
            })
    void turnsAwayWhatIsSignedButIsNoEvent(String body) {
        assertThat(deliver(body).problem()).isEqualTo("malformed-request");
    }

    @Test
    void turnsAwayWhatIsNotSigned() {
        String body = event("checkout.session.completed", "cs_1", "");
        long now = shop.clock().instant().getEpochSecond();

        assertThat(shop.service().post("api/webhooks/stripe", body).problem()).isEqualTo("webhook-signature-invalid");
        for (String header : new String[] {
            "",
            "t=abc",
            "v1",
            "t=1,v1=00",
            sign("whsec_other", now, body),
            sign(ShopUnderTest.WEBHOOK_SECRET, now - 301, body),
            sign(ShopUnderTest.WEBHOOK_SECRET, now + 301, body),
            sign(ShopUnderTest.WEBHOOK_SECRET, now, body + " ")
        }) {
            assertThat(shop.service()
                            .post("api/webhooks/stripe", body, "Stripe-Signature", header)
                            .problem())
                    .as(header)
                    .isEqualTo("webhook-signature-invalid");
        }
        assertThat(stored()).isZero();
    }

    @Test
    void turnsAwayWhatIsTooLarge() {
        String body = "{\"x\":\"" + "x".repeat(2_000_000) + "\"}";

        assertThat(deliver(body).problem()).isEqualTo("request-too-large");
    }

    @Test
    void asksStripeToTellAgainWhileNoSecretIsConfigured() {
        try (var service = ServiceUnderTest.start(Map.of("stripe.apiKey", "sk_test_1"))) {
            Answer answer = service.post("api/webhooks/stripe", "{}", "Stripe-Signature", "t=1,v1=0");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("webhook-secret-missing");
            assertThat(service.get(service.adminUrl() + "/healthcheck").body()).contains("signing secret");
        }
    }

    @Test
    void acceptsBothSecretsWhileOneIsRolled() {
        try (var own =
                ShopUnderTest.start(Map.of("stripe.webhookSecret", "whsec_next, " + ShopUnderTest.WEBHOOK_SECRET))) {
            String body = event("checkout.session.completed", "cs_1", "");
            long now = own.clock().instant().getEpochSecond();

            for (String secret : new String[] {"whsec_next", ShopUnderTest.WEBHOOK_SECRET}) {
                assertThat(own.service()
                                .post("api/webhooks/stripe", body, "Stripe-Signature", sign(secret, now, body))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private Answer deliver(String body) {
        long now = shop.clock().instant().getEpochSecond();
        return shop.service()
                .post("api/webhooks/stripe", body, "Stripe-Signature", sign(ShopUnderTest.WEBHOOK_SECRET, now, body));
    }

    private long stored() {
        return shop.count("SELECT count(*) FROM stripe_event WHERE event_id = :id", id);
    }

    private long state(String state) {
        return shop.count("SELECT count(*) FROM stripe_event WHERE event_id = :id AND state = '" + state + "'", id);
    }

    private String event(String type, String objectId, String more) {
        return """
                {"id":"%s","object":"event","type":"%s","created":1772366400,"livemode":false,"data":{"object":{"id":"%s"}}%s}"""
                .formatted(id, type, objectId, more);
    }

    private static String sign(String secret, long time, String body) {
        try {
            return "t=" + time + ",v1=" + Webhook.Util.computeHmacSha256(secret, time + "." + body);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
