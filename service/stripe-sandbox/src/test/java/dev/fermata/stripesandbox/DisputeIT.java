package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.dispute.Claim.Reason;
import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DisputeIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private String paid(TestCard card) {
        String id = sandbox.api().openSession();
        sandbox.get().pay(id, card, "buyer@example.com");
        return id;
    }

    private Ledger.Entry entry(String session) {
        return sandbox.get().ledger().of(session).orElseThrow();
    }

    private String disputeOf(String session) {
        return entry(session).disputes().get(0).id();
    }

    private String status(String dispute) {
        return sandbox.api().read("/v1/disputes/" + dispute).get("status").asText();
    }

    private Api.Answer refund(String session) {
        return sandbox.api().post("/v1/refunds", "charge", entry(session).charge(), "amount", "50");
    }

    private List<String> types() {
        return sandbox.get().events().stream()
                .map(StoredEvent::type)
                .filter(type -> !type.matches("(product|price)\\.created"))
                .toList();
    }

    @Test
    void takesTheMoneyBeforeTheSessionCompletesWithTheCardForIt() {
        String session = paid(TestCard.DISPUTED);

        assertThat(types())
                .containsExactly(
                        "payment_intent.created",
                        "charge.succeeded",
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "payment_intent.succeeded",
                        "checkout.session.completed");
        ObjectNode dispute = sandbox.api().read("/v1/disputes/" + disputeOf(session), "expand[]", "charge");
        assertThat(dispute.get("status").asText()).isEqualTo("needs_response");
        assertThat(dispute.get("reason").asText()).isEqualTo("fraudulent");
        assertThat(dispute.at("/charge/disputed").asBoolean()).isTrue();
        assertThat(dispute.at("/balance_transactions/0/net").asLong()).isEqualTo(-199 - 1500);
        assertThat(entry(session).disputed()).isEqualTo(199);
    }

    @Test
    void keepsRefundsAwayUntilItIsWon() {
        String session = paid(TestCard.VISA);
        String dispute = sandbox.get().dispute(session).get("id").asText();

        Api.Answer refused = refund(session);
        sandbox.get().bank().win(dispute);

        assertThat(refused.error().get("code").asText()).isEqualTo("charge_disputed");
        assertThat(types()).endsWith("charge.dispute.funds_reinstated", "charge.dispute.closed");
        assertThat(status(dispute)).isEqualTo("won");
        assertThat(entry(session).disputed()).isZero();
        assertThat(sandbox.api().read("/v1/disputes/" + dispute).get("balance_transactions"))
                .hasSize(2);
        assertThat(refund(session).status()).isEqualTo(200);
    }

    @Test
    void keepsTheMoneyWhenItIsLost() {
        String session = paid(TestCard.VISA);
        String dispute = sandbox.get().dispute(session).get("id").asText();

        sandbox.get().bank().lose(dispute);

        assertThat(types()).endsWith("charge.dispute.funds_withdrawn", "charge.dispute.closed");
        assertThat(entry(session).disputed()).isEqualTo(199);
        assertThat(refund(session).error().get("code").asText()).isEqualTo("charge_disputed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.get().bank().win(dispute));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.get().dispute(session));
    }

    @Test
    void isDecidedByTheEvidenceAfterAWhile() {
        String won = disputeOf(paid(TestCard.DISPUTED));
        String lost = disputeOf(paid(TestCard.DISPUTED_NOT_RECEIVED));
        String open = disputeOf(paid(TestCard.DISPUTED));

        for (String[] each : new String[][] {{won, "winning_evidence"}, {lost, "losing_evidence"}, {open, "A log"}}) {
            ObjectNode answered =
                    sandbox.api().created("/v1/disputes/" + each[0], "evidence[uncategorized_text]", each[1]);
            assertThat(answered.get("status").asText()).isEqualTo("under_review");
        }
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(status(won)).isEqualTo("won");
        assertThat(status(lost)).isEqualTo("lost");
        assertThat(status(open)).isEqualTo("under_review");
        assertThat(types()).contains("charge.dispute.updated", "charge.updated");
    }

    @Test
    void keepsStagedEvidenceUntilItIsSubmitted() {
        String path = "/v1/disputes/" + disputeOf(paid(TestCard.DISPUTED));

        ObjectNode staged =
                sandbox.api().created(path, "evidence[product_description]", "A day pass", "submit", "false");
        ObjectNode noted = sandbox.api().created(path, "metadata[case]", "7");
        ObjectNode submitted = sandbox.api().created(path, "submit", "true");

        assertThat(staged.get("status").asText()).isEqualTo("needs_response");
        assertThat(staged.at("/evidence_details/has_evidence").asBoolean()).isTrue();
        assertThat(noted.get("status").asText()).isEqualTo("needs_response");
        assertThat(submitted.get("status").asText()).isEqualTo("under_review");
        assertThat(submitted.at("/evidence_details/submission_count").asInt()).isEqualTo(1);
        assertThat(submitted.at("/evidence/product_description").asText()).isEqualTo("A day pass");
    }

    @Test
    void isLostWhenTheMerchantGivesInOrSaysNothingInTime() {
        String given = disputeOf(paid(TestCard.DISPUTED));
        String forgotten = disputeOf(paid(TestCard.DISPUTED));

        ObjectNode closed = sandbox.api().created("/v1/disputes/" + given + "/close");
        sandbox.get().advance(Duration.ofDays(10));

        assertThat(closed.get("status").asText()).isEqualTo("lost");
        assertThat(sandbox.api()
                        .post("/v1/disputes/" + given + "/close")
                        .error()
                        .get("message")
                        .asText())
                .isEqualTo("This dispute is already closed");
        ObjectNode late = sandbox.api().read("/v1/disputes/" + forgotten);
        assertThat(late.get("status").asText()).isEqualTo("lost");
        assertThat(late.at("/evidence_details/past_due").asBoolean()).isTrue();
    }

    @Test
    void movesNoMoneyAsAnInquiry() {
        String session = paid(TestCard.INQUIRY);
        String dispute = disputeOf(session);

        assertThat(status(dispute)).isEqualTo("warning_needs_response");
        assertThat(entry(session).disputed()).isZero();
        assertThat(types()).contains("charge.dispute.created").doesNotContain("charge.dispute.funds_withdrawn");
        assertThat(refund(session).status()).isEqualTo(200);
        sandbox.get().refund(session);

        assertThat(status(dispute)).isEqualTo("warning_closed");
        assertThat(types()).endsWith("charge.refunded", "charge.dispute.closed");
        assertThat(entry(session).refunded()).isEqualTo(199);
    }

    @Test
    void escalatesAndTheRefundsMadeMeanwhileDoNotArrive() {
        String session = paid(TestCard.INQUIRY);
        String dispute = disputeOf(session);
        String refund = refund(session).json().get("id").asText();

        sandbox.api().created("/v1/disputes/" + dispute, "evidence[uncategorized_text]", "escalate_inquiry_evidence");
        assertThat(status(dispute)).isEqualTo("warning_under_review");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(status(dispute)).isEqualTo("needs_response");
        assertThat(types()).endsWith("charge.dispute.updated", "charge.dispute.funds_withdrawn");
        assertThat(sandbox.api()
                        .read("/v1/refunds/" + refund)
                        .get("failure_reason")
                        .asText())
                .isEqualTo("charge_for_pending_refund_disputed");
        assertThat(entry(session).disputed()).isEqualTo(199);
        assertThat(entry(session).refunded()).isZero();
    }

    @Test
    void comesToNothingAsAnInquiryThatIsClosedOrForgotten() {
        String closed = disputeOf(paid(TestCard.INQUIRY));
        String forgotten = disputeOf(paid(TestCard.INQUIRY));

        sandbox.get().bank().closeInquiry(closed);
        sandbox.get().advance(Duration.ofDays(121));

        assertThat(status(closed)).isEqualTo("warning_closed");
        assertThat(status(forgotten)).isEqualTo("warning_closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.get().bank().escalate(closed));
    }

    @Test
    void canFollowARefundAndBeForAPart() {
        String refunded = paid(TestCard.VISA);
        String part = paid(TestCard.VISA);
        sandbox.get().refund(refunded);
        sandbox.get().refund(part, 100);

        sandbox.get().dispute(refunded);
        sandbox.get().dispute(part);
        String small = paid(TestCard.VISA);
        sandbox.get().bank().open(small, new Claim(50L, Reason.DUPLICATE, false));

        assertThat(entry(refunded).disputed()).isEqualTo(199);
        assertThat(entry(part).disputed()).isEqualTo(99);
        assertThat(entry(small).disputed()).isEqualTo(50);
    }

    @Test
    void isFinalForADebit() {
        String session = sandbox.api().openSession();
        sandbox.get().buyer().pay(session, TestDebit.DISPUTED, "buyer@example.com");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(status(disputeOf(session))).isEqualTo("lost");
        assertThat(types())
                .endsWith(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.closed",
                        "payment_intent.succeeded",
                        "checkout.session.async_payment_succeeded");
    }

    @Test
    void canBePreventedBeforeItBegins() {
        String session = paid(TestCard.VISA);

        ObjectNode dispute = sandbox.get().bank().prevent(session, Reason.FRAUDULENT);

        assertThat(dispute.get("status").asText()).isEqualTo("prevented");
        assertThat(entry(session).disputed()).isZero();
        assertThat(types()).endsWith("charge.dispute.created");
    }

    @Test
    void isListedByChargeAndIntentWithCursors() {
        String first = paid(TestCard.DISPUTED);
        String second = paid(TestCard.DISPUTED);

        JsonNode page = sandbox.api().read("/v1/disputes", "limit", "1");
        assertThat(page.at("/data/0/id").asText()).isEqualTo(disputeOf(second));
        assertThat(page.get("has_more").asBoolean()).isTrue();
        assertThat(sandbox.api()
                        .read("/v1/disputes", "starting_after", disputeOf(second))
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(disputeOf(first));
        assertThat(sandbox.api()
                        .read("/v1/disputes", "charge", entry(first).charge())
                        .get("data"))
                .hasSize(1);
        assertThat(sandbox.api()
                        .read("/v1/disputes", "payment_intent", entry(first).paymentIntent())
                        .get("data"))
                .hasSize(1);
        assertThat(sandbox.api()
                        .read("/v1/disputes", "created[gt]", "99999999999")
                        .get("data"))
                .isEmpty();
        assertThat(sandbox.api().get("/v1/disputes/du_none").status()).isEqualTo(404);
    }

    @Test
    void isForetoldByAnEarlyFraudWarning() {
        String session = paid(TestCard.EARLY_FRAUD_WARNING);
        JsonNode listed = sandbox.api()
                .read("/v1/radar/early_fraud_warnings", "charge", entry(session).charge());
        String path =
                "/v1/radar/early_fraud_warnings/" + listed.at("/data/0/id").asText();

        assertThat(sandbox.api().read(path).get("actionable").asBoolean()).isTrue();
        sandbox.get().refund(session);

        assertThat(sandbox.api().read(path).get("actionable").asBoolean()).isFalse();
        assertThat(types()).contains("radar.early_fraud_warning.created").endsWith("radar.early_fraud_warning.updated");
        assertThat(sandbox.get()
                        .warnOfFraud(paid(TestCard.DISPUTED))
                        .get("actionable")
                        .asBoolean())
                .isFalse();
        assertThat(sandbox.api()
                        .read("/v1/radar/early_fraud_warnings", "payment_intent", "pi_none")
                        .get("data"))
                .isEmpty();
    }
}
