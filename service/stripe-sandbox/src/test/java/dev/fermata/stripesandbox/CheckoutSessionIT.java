package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckoutSessionIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    @Test
    void isOpenAndUnpaidWithAPageToPayOn() {
        ObjectNode session = sandbox.api().session("client_reference_id", "pur_1", "metadata[purchase]", "pur_1");

        assertThat(session.get("status").asText()).isEqualTo("open");
        assertThat(session.get("payment_status").asText()).isEqualTo("unpaid");
        assertThat(session.get("amount_total").asLong()).isEqualTo(199);
        assertThat(session.get("url").asText()).startsWith(sandbox.get().url() + "/c/pay/cs_test_");
        assertThat(session.get("payment_intent").isNull()).isTrue();
        assertThat(session.get("metadata").get("purchase").asText()).isEqualTo("pur_1");
        assertThat(session.has("line_items")).isFalse();
    }

    @Test
    void isCompleteAndPaidAfterASuccessfulCard() {
        String id = sandbox.api().openSession();

        Attempt attempt = sandbox.get().pay(id, TestCard.VISA, "buyer@example.com");

        assertThat(attempt).isInstanceOf(Attempt.Succeeded.class);
        ObjectNode session = sandbox.api()
                .read(
                        "/v1/checkout/sessions/" + id,
                        "expand[]",
                        "payment_intent.latest_charge",
                        "expand[]",
                        "line_items");
        assertThat(session.get("status").asText()).isEqualTo("complete");
        assertThat(session.get("payment_status").asText()).isEqualTo("paid");
        assertThat(session.get("customer_details").get("email").asText()).isEqualTo("buyer@example.com");
        assertThat(session.at("/payment_intent/latest_charge/payment_method_details/card/last4")
                        .asText())
                .isEqualTo("4242");
        assertThat(session.at("/line_items/data/0/description").asText()).isEqualTo("Day pass");
    }

    @Test
    void tellsItsStoryInStripesOrder() {
        String id = sandbox.api().openSession();

        sandbox.get().pay(id, TestCard.VISA, "buyer@example.com");

        assertThat(types())
                .containsExactly(
                        "product.created",
                        "price.created",
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "checkout.session.completed");
    }

    @Test
    void staysOpenAfterADecline() {
        String id = sandbox.api().openSession();

        Attempt attempt = sandbox.get().pay(id, TestCard.INSUFFICIENT_FUNDS, "buyer@example.com");

        assertThat(attempt).isInstanceOfSatisfying(Attempt.Declined.class, declined -> assertThat(
                        declined.reason().declineCode())
                .isEqualTo("insufficient_funds"));
        assertThat(sandbox.get().session(id).get("status").asText()).isEqualTo("open");
        assertThat(sandbox.get().pay(id, TestCard.VISA, "buyer@example.com")).isInstanceOf(Attempt.Succeeded.class);
        assertThat(types()).contains("charge.failed", "payment_intent.payment_failed", "checkout.session.completed");
    }

    @Test
    void waitsForAuthentication() {
        String id = sandbox.api().openSession();

        assertThat(sandbox.get().pay(id, TestCard.THREE_D_SECURE, "buyer@example.com"))
                .isInstanceOf(Attempt.NeedsAuthentication.class);
        assertThat(sandbox.get().buyer().authenticate(id, false)).isInstanceOf(Attempt.Declined.class);
        assertThat(sandbox.get().session(id).get("status").asText()).isEqualTo("open");

        sandbox.get().pay(id, TestCard.THREE_D_SECURE, "buyer@example.com");
        assertThat(sandbox.get().buyer().authenticate(id, true)).isInstanceOf(Attempt.Succeeded.class);
        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("paid");
    }

    @Test
    void completesUnpaidWithADebitThatArrivesLater() {
        String id = sandbox.api().openSession();

        sandbox.get().buyer().pay(id, TestDebit.SUCCEEDS, "buyer@example.com");

        assertThat(sandbox.get().session(id).get("status").asText()).isEqualTo("complete");
        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("unpaid");
        sandbox.get().advance(Duration.ofMinutes(1));
        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("paid");
        assertThat(types())
                .endsWith("charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded");
    }

    @Test
    void completesUnpaidWithADebitThatFailsLater() {
        String id = sandbox.api().openSession();

        sandbox.get().buyer().pay(id, TestDebit.FAILS, "buyer@example.com");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("unpaid");
        assertThat(types())
                .endsWith("charge.failed", "payment_intent.payment_failed", "checkout.session.async_payment_failed");
    }

    @Test
    void expiresWhenItsTimeHasCome() {
        String id = sandbox.api().openSession();

        sandbox.get().advance(Duration.ofHours(24));

        ObjectNode session = sandbox.get().session(id);
        assertThat(session.get("status").asText()).isEqualTo("expired");
        assertThat(session.get("url").isNull()).isTrue();
        assertThat(types()).endsWith("checkout.session.expired");
    }

    @Test
    void canBeExpiredOnceByTheMerchant() {
        String id = sandbox.api().openSession();

        assertThat(sandbox.api()
                        .created("/v1/checkout/sessions/" + id + "/expire")
                        .get("status")
                        .asText())
                .isEqualTo("expired");
        assertThat(sandbox.api().post("/v1/checkout/sessions/" + id + "/expire").status())
                .isEqualTo(400);
    }

    @Test
    void costsNothingWhenItsPriceIsNothing() {
        ObjectNode session = sandbox.api()
                .created(
                        "/v1/checkout/sessions",
                        "success_url",
                        "https://example.com/ok",
                        "line_items[0][quantity]",
                        "1",
                        "line_items[0][price_data][currency]",
                        "eur",
                        "line_items[0][price_data][unit_amount]",
                        "0",
                        "line_items[0][price_data][product_data][name]",
                        "Free day");

        assertThat(session.get("amount_total").asLong()).isZero();
    }

    private List<String> types() {
        return sandbox.get().events().stream().map(StoredEvent::type).toList();
    }
}
