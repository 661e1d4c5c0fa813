package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.Signature;
import dev.fermata.stripesandbox.event.Tampering;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.fidelity.WebhookReceiver;
import dev.fermata.stripesandbox.fidelity.WebhookReceiver.Received;
import dev.fermata.stripesandbox.payment.TestCard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookDeliveryIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Deliveries deliveries() {
        return sandbox.get().deliveries();
    }

    private void webhook(String... types) {
        sandbox.get().addWebhook(new SandboxOptions.Webhook(receiver.url(), "whsec_test", List.of(types), null));
    }

    @Test
    void tellsAnEndpointOnlyWhatItAskedFor() {
        webhook("checkout.session.completed", "charge.*");

        sandbox.get().pay(sandbox.api().openSession(), TestCard.VISA, "buyer@example.com");

        await().until(() -> receiver.types().size() == 2);
        assertThat(receiver.types()).containsExactlyInAnyOrder("charge.succeeded", "checkout.session.completed");
    }

    @Test
    void signsTheVeryBytesItSends() {
        webhook("*");

        sandbox.api().price();

        await().until(() -> receiver.received().size() == 2);
        Received received = receiver.received().get(0);
        long time = Long.parseLong(
                received.signature().substring(2, received.signature().indexOf(',')));
        assertThat(received.signature())
                .isEqualTo(Signature.header(time, received.body().getBytes(StandardCharsets.UTF_8), "whsec_test"));
    }

    @Test
    void triesAgainWithAFreshSignatureUntilItIsHeard() {
        webhook("product.created");
        receiver.answer(500);
        sandbox.api().price();
        await().until(() -> attempts() == 1);

        receiver.answer(302);
        sandbox.get().advance(Duration.ofSeconds(5));
        await().until(() -> attempts() == 2);
        receiver.answer(204);
        sandbox.get().advance(Duration.ofSeconds(30));
        await().until(() -> deliveries().all().get(0).state() == Delivery.State.DELIVERED);

        assertThat(deliveries().all().get(0).attempts())
                .extracting(Delivery.Attempt::status)
                .containsExactly(500, 302, 204);
        assertThat(receiver.received())
                .extracting(post -> post.event().get("id"))
                .containsOnly(receiver.received().get(0).event().get("id"));
    }

    private int attempts() {
        return deliveries().all().get(0).attempts().size();
    }

    @Test
    void givesUpInTheEndAndTheEventCanStillBeListed() {
        webhook("product.created");
        receiver.answer(500);
        sandbox.api().price();

        for (int tries = 1; tries <= 9; tries++) {
            int expected = tries;
            await().until(() -> attempts() == expected);
            sandbox.get().advance(Duration.ofDays(2));
        }

        assertThat(deliveries().all().get(0).state()).isEqualTo(Delivery.State.FAILED);
        assertThat(sandbox.api().read("/v1/events", "type", "product.created").get("data"))
                .hasSize(1);
    }

    @Test
    void holdsBackAndReleasesInAnyOrder() {
        webhook("*");
        deliveries().hold();
        sandbox.get().pay(sandbox.api().openSession(), TestCard.VISA, "buyer@example.com");
        assertThat(receiver.received()).isEmpty();
        assertThat(sandbox.api().read("/v1/events", "delivery_success", "false").get("data"))
                .hasSize(6);

        deliveries().release(Deliveries.Order.REVERSED);

        await().until(() -> receiver.received().size() == 6);
        assertThat(receiver.types())
                .startsWith("checkout.session.completed", "payment_intent.succeeded", "charge.succeeded")
                .endsWith("product.created");
    }

    @Test
    void sendsChosenOnesInTheOrderChosen() {
        webhook("product.created", "price.created");
        deliveries().hold();
        sandbox.api().price();
        List<String> ids = deliveries().all().stream().map(Delivery::id).toList();

        deliveries().releaseInTurn(List.of(ids.get(1), ids.get(0)));

        await().until(() -> receiver.received().size() == 2);
        assertThat(receiver.types()).containsExactly("price.created", "product.created");
        assertThat(deliveries().isHolding()).isTrue();
    }

    @Test
    void canDropRepeatAndSpoilADelivery() {
        webhook("product.created");
        deliveries().hold();
        sandbox.api().price();
        String id = deliveries().all().get(0).id();

        deliveries().drop(id);
        deliveries().release(Deliveries.Order.AS_HAPPENED);
        assertThat(deliveries().get(id).state()).isEqualTo(Delivery.State.DROPPED);
        deliveries().redeliver(id, 50, Tampering.NONE);

        await().until(() -> receiver.received().size() == 50);
        deliveries().redeliver(id, 1, new Tampering(true, null, -400, "2020-08-27"));
        await().until(() -> receiver.received().size() == 51);
        ObjectNode last = receiver.received().get(50).event();
        assertThat(last.get("api_version").asText()).isEqualTo("2020-08-27");
    }

    @Test
    void canLoseEverythingFromNowOnForGood() {
        webhook("product.created");
        receiver.answer(500);
        sandbox.api().price();
        await().until(() -> attempts() == 1);

        deliveries().dropAll();
        receiver.answer(200);
        sandbox.api().price();
        sandbox.get().advance(Duration.ofDays(4));
        deliveries().deliverProperly();
        sandbox.api().price();

        await().until(() -> receiver.received().size() == 2);
        assertThat(deliveries().all())
                .extracting(Delivery::state)
                .startsWith(Delivery.State.DROPPED, Delivery.State.DROPPED);
        assertThat(sandbox.api()
                        .read("/v1/events", "type", "product.created", "delivery_success", "false")
                        .get("data"))
                .hasSize(2);
    }

    @Test
    void canSendEverythingSeveralTimesAndSpoilt() {
        webhook("product.created");
        deliveries().copyAll(3);
        deliveries().spoilAll(Tampering.NONE.withApiVersion(null));

        sandbox.api().price();

        await().until(() -> receiver.received().size() == 3);
        assertThat(receiver.received())
                .allMatch(post -> post.event().get("api_version").isNull());
    }

    @Test
    void canClaimAnotherAccountAndMode() {
        webhook("product.created");
        deliveries()
                .spoilAll(Tampering.NONE
                        .withAccount("acct_other")
                        .withLivemode(true)
                        .withApiVersion("2030-01-01.future"));

        sandbox.api().price();

        await().until(() -> receiver.received().size() == 1);
        ObjectNode event = receiver.received().get(0).event();
        assertThat(event.get("account").asText()).isEqualTo("acct_other");
        assertThat(event.get("livemode").asBoolean()).isTrue();
        assertThat(event.get("api_version").asText()).isEqualTo("2030-01-01.future");
        assertThat(event.at("/data/object/livemode").asBoolean()).isFalse();
        assertThat(event.get("pending_webhooks").asInt()).isEqualTo(1);
        assertThat(signedWith(receiver.received().get(0), "whsec_test")).isTrue();
    }

    @Test
    void tellsEachAccountItsOwnEvents() {
        try (WebhookReceiver other = new WebhookReceiver()) {
            webhook("product.created");
            sandbox.get()
                    .addWebhook(
                            "acct_other", new SandboxOptions.Webhook(other.url(), "whsec_other", List.of("*"), null));

            new Api(sandbox.get().url(), "sk_test_other").created("/v1/products", "name", "Theirs");
            sandbox.api().created("/v1/products", "name", "Ours");

            await().until(() ->
                    receiver.received().size() == 1 && other.received().size() == 1);
            assertThat(other.received().get(0).event().at("/data/object/name").asText())
                    .isEqualTo("Theirs");
            assertThat(receiver.received()
                            .get(0)
                            .event()
                            .at("/data/object/name")
                            .asText())
                    .isEqualTo("Ours");
        }
    }

    @Test
    void canChangeTheBodyAfterSigningIt() {
        webhook("product.created");
        deliveries().spoilAll(Tampering.NONE.withCorruptBody());

        sandbox.api().price();

        await().until(() -> receiver.received().size() == 1);
        Received received = receiver.received().get(0);
        assertThat(received.event().get("type").asText()).isEqualTo("product.created");
        assertThat(signedWith(received, "whsec_test")).isFalse();
    }

    private static boolean signedWith(Received received, String secret) {
        long time = Long.parseLong(
                received.signature().substring(2, received.signature().indexOf(',')));
        String proper = Signature.header(time, received.body().getBytes(StandardCharsets.UTF_8), secret);
        return received.signature().contains(proper.substring(proper.indexOf("v1=")));
    }

    @Test
    void signsWithBothSecretsUntilTheOldOneEnds() {
        webhook("product.created");
        receiver.answer(500);
        sandbox.api().price();
        await().until(() -> attempts() == 1);
        receiver.answer(200);

        sandbox.get().rollWebhookSecret(receiver.url(), "whsec_new", Duration.ofHours(24));
        sandbox.get().advance(Duration.ofSeconds(5));
        await().until(() -> attempts() == 2);
        sandbox.get().advance(Duration.ofHours(25));
        sandbox.api().price();
        await().until(() -> receiver.received().size() == 3);

        Received retried = receiver.received().get(1);
        Received late = receiver.received().get(2);
        assertThat(signedWith(retried, "whsec_new") && signedWith(retried, "whsec_test"))
                .isTrue();
        assertThat(signedWith(late, "whsec_new")).isTrue();
        assertThat(signedWith(late, "whsec_test")).isFalse();
    }

    @Test
    void showsTheSecretOnceAndListensToChanges() {
        ObjectNode created = sandbox.api()
                .created("/v1/webhook_endpoints", "url", receiver.url(), "enabled_events[]", "product.created");
        String path = "/v1/webhook_endpoints/" + created.get("id").asText();

        assertThat(created.get("secret").asText()).startsWith("whsec_");
        assertThat(sandbox.api().read(path).has("secret")).isFalse();
        assertThat(sandbox.api().created(path, "disabled", "true").get("status").asText())
                .isEqualTo("disabled");
        sandbox.api().price();
        assertThat(deliveries().all()).isEmpty();
        assertThat(sandbox.api().delete(path).json().get("deleted").asBoolean()).isTrue();
        assertThat(sandbox.api().get(path).status()).isEqualTo(404);
    }

    @Test
    void sendsTheVersionTheEndpointAskedFor() {
        sandbox.get()
                .addWebhook(new SandboxOptions.Webhook(
                        receiver.url(), "whsec_test", List.of("product.created"), "2025-01-27.acacia"));

        sandbox.api().price();

        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).event().get("api_version").asText())
                .isEqualTo("2025-01-27.acacia");
        assertThat(receiver.received().get(0).event().get("pending_webhooks").asInt())
                .isEqualTo(1);
    }
}
