package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private String paid(TestCard card) {
        String id = sandbox.api().openSession();
        sandbox.get().pay(id, card, "buyer@example.com");
        return id;
    }

    private Ledger.Entry entry(String id) {
        return sandbox.get().ledger().of(id).orElseThrow();
    }

    @Test
    void isWholeOrInPartsButNeverMore() {
        String id = paid(TestCard.VISA);
        String intent = sandbox.get().session(id).get("payment_intent").asText();

        sandbox.api().created("/v1/refunds", "payment_intent", intent, "amount", "100", "metadata[ours]", "r1");
        Api.Answer tooMuch = sandbox.api().post("/v1/refunds", "payment_intent", intent, "amount", "100");
        ObjectNode rest =
                sandbox.api().created("/v1/refunds", "charge", entry(id).charge());
        Api.Answer again = sandbox.api().post("/v1/refunds", "payment_intent", intent);

        assertThat(tooMuch.error().get("message").asText())
                .isEqualTo("Refund amount (€1.00) is greater than unrefunded amount on charge (€0.99)");
        assertThat(rest.get("amount").asLong()).isEqualTo(99);
        assertThat(again.error().get("code").asText()).isEqualTo("charge_already_refunded");
        assertThat(entry(id).refunded()).isEqualTo(199);
        ObjectNode charge = sandbox.api().read("/v1/charges/" + entry(id).charge(), "expand[]", "refunds");
        assertThat(charge.get("refunded").asBoolean()).isTrue();
        assertThat(charge.at("/refunds/data")).hasSize(2);
        assertThat(sandbox.api().read("/v1/refunds", "payment_intent", intent).get("data"))
                .hasSize(2);
    }

    @Test
    void isToldInTwoEventsEach() {
        String id = paid(TestCard.VISA);

        sandbox.get().refund(id, 50);

        assertThat(types()).endsWith("refund.created", "charge.refunded");
    }

    @Test
    void mayFailLaterAndTheMoneyIsTheMerchantsAgain() {
        String id = paid(TestCard.REFUND_FAILS);

        ObjectNode refund = sandbox.get().refund(id);
        assertThat(refund.get("status").asText()).isEqualTo("succeeded");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(entry(id).refunds().get(0).status()).isEqualTo("failed");
        assertThat(entry(id).refunded()).isZero();
        assertThat(types()).endsWith("refund.updated", "charge.refund.updated", "refund.failed");
    }

    @Test
    void mayBePendingFirst() {
        String id = paid(TestCard.REFUND_PENDING);

        assertThat(sandbox.get().refund(id).get("status").asText()).isEqualTo("pending");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(entry(id).refunds().get(0).status()).isEqualTo("succeeded");
    }

    @Test
    void needsMoneyThatWasTaken() {
        String id = sandbox.api().openSession();
        sandbox.get().pay(id, TestCard.DECLINED, "buyer@example.com");
        String intent = sandbox.get().session(id).get("payment_intent").asText();

        Api.Answer refused = sandbox.api().post("/v1/refunds", "payment_intent", intent);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().get("message").asText()).contains("does not have a successful charge to refund");
        assertThat(sandbox.api().post("/v1/refunds").error().get("code").asText())
                .isEqualTo("parameter_missing");
        assertThat(sandbox.api().post("/v1/refunds", "charge", "ch_none").status())
                .isEqualTo(404);
    }

    @Test
    void canBeAnnotatedButNotCanceled() {
        String id = sandbox.get().refund(paid(TestCard.VISA)).get("id").asText();

        ObjectNode updated = sandbox.api().created("/v1/refunds/" + id, "metadata[order]", "1");

        assertThat(updated.at("/metadata/order").asText()).isEqualTo("1");
        assertThat(sandbox.api().post("/v1/refunds/" + id + "/cancel").status()).isEqualTo(400);
        assertThat(sandbox.api().read("/v1/refunds/" + id)).isEqualTo(updated);
    }

    @Test
    void leavesItsTraceInTheBalance() {
        sandbox.get().refund(paid(TestCard.VISA));

        assertThat(sandbox.api().read("/v1/balance_transactions").get("data").findValuesAsText("amount"))
                .contains("-199", "199");
    }

    @Test
    void mayWaitForTheBuyerAndBeCanceledTillThen() {
        String id = paid(TestCard.VISA);
        String refund =
                sandbox.get().merchant().refundToBeClaimed(id, 100L).get("id").asText();
        assertThat(sandbox.api()
                        .read("/v1/refunds/" + refund)
                        .at("/next_action/type")
                        .asText())
                .isEqualTo("display_details");

        ObjectNode canceled = sandbox.api().created("/v1/refunds/" + refund + "/cancel");

        assertThat(canceled.get("status").asText()).isEqualTo("canceled");
        assertThat(entry(id).refunded()).isZero();
        assertThat(types()).endsWith("refund.updated", "charge.refund.updated");
    }

    @Test
    void arrivesOnceTheBuyerHasSaidWhere() {
        String id = paid(TestCard.VISA);
        String refund =
                sandbox.get().merchant().refundToBeClaimed(id, null).get("id").asText();

        sandbox.get().merchant().completeRefund(refund);

        assertThat(entry(id).refunds().get(0).status()).isEqualTo("succeeded");
        assertThat(entry(id).refunded()).isEqualTo(199);
    }

    @Test
    void isTheSameRefundUnderTheSameKey() {
        String charge = entry(paid(TestCard.VISA)).charge();
        Api once = sandbox.api().with("Idempotency-Key", "refund-1");

        ObjectNode first = once.created("/v1/refunds", "charge", charge, "amount", "50");
        Api.Answer again = once.post("/v1/refunds", "charge", charge, "amount", "50");
        Api.Answer other = once.post("/v1/refunds", "charge", charge, "amount", "51");
        sandbox.api().created("/v1/refunds", "charge", charge, "amount", "50");

        assertThat(again.json()).isEqualTo(first);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.error().get("type").asText()).isEqualTo("idempotency_error");
        assertThat(sandbox.api().read("/v1/refunds", "charge", charge).get("data"))
                .hasSize(2);
    }

    private List<String> types() {
        return sandbox.get().events().stream().map(StoredEvent::type).toList();
    }
}
