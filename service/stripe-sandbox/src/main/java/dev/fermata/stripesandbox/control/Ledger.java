package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.dispute.Disputes;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.Charges;
import dev.fermata.stripesandbox.payment.PaymentIntents;
import dev.fermata.stripesandbox.payment.Refunds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The truth about the money, read straight from the store: what callers' books are compared with. */
public final class Ledger {

    /**
     * One session and what became of it. {@code refunded} counts what was not returned by a failed refund,
     * {@code disputed} what the buyer's bank holds: of open disputes and of lost ones, not of inquiries.
     */
    public record Entry(
            String account,
            String sessionId,
            String status,
            String paymentStatus,
            long amountTotal,
            String currency,
            @Nullable String clientReferenceId,
            @Nullable String email,
            @Nullable String paymentIntent,
            @Nullable String charge,
            long captured,
            long refunded,
            List<RefundEntry> refunds,
            long disputed,
            List<DisputeEntry> disputes) {

        public boolean isPaid() {
            return paymentStatus.equals("paid")
                    || (status.equals("complete") && paymentStatus.equals("no_payment_required"));
        }
    }

    public record RefundEntry(String id, long amount, String status) {}

    public record DisputeEntry(String id, long amount, String status) {}

    private final Accounts accounts;

    public Ledger(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Every session there is, oldest first within its account. */
    public List<Entry> entries() {
        return accounts.all().stream()
                .flatMap(account -> account
                        .locked(() -> account.table(Sessions.TYPE).inOrder().stream()
                                .map(session -> entry(account, session))
                                .toList())
                        .stream())
                .toList();
    }

    /** The latest sessions of each account, newest first. */
    List<Entry> newest(int most) {
        return accounts.all().stream()
                .flatMap(account -> account.locked(() -> newest(account, most)).stream())
                .toList();
    }

    private static List<Entry> newest(Account account, int most) {
        List<ObjectNode> sessions = account.table(Sessions.TYPE).inOrder();
        List<Entry> newest = new ArrayList<>();
        for (int i = sessions.size() - 1; i >= 0 && newest.size() < most; i--) {
            newest.add(entry(account, sessions.get(i)));
        }
        return newest;
    }

    public List<Entry> paid() {
        return entries().stream().filter(Entry::isPaid).toList();
    }

    public Optional<Entry> of(String sessionId) {
        return accounts.holding(Sessions.TYPE, sessionId)
                .map(account -> account.locked(
                        () -> entry(account, account.table(Sessions.TYPE).get(sessionId))));
    }

    private static Entry entry(Account account, ObjectNode session) {
        ObjectNode intent = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
        String chargeId = intent == null ? null : Json.text(intent, "latest_charge");
        ObjectNode charge = account.table(Charges.TYPE).find(chargeId);
        List<RefundEntry> refunds = charge == null ? List.of() : refunds(account, charge);
        List<ObjectNode> disputes = charge == null ? List.of() : Disputes.of(account, charge);
        long captured = charge != null && charge.get("paid").asBoolean()
                ? charge.get("amount_captured").asLong()
                : 0;
        return new Entry(
                account.id(),
                session.get("id").asText(),
                session.get("status").asText(),
                session.get("payment_status").asText(),
                session.get("amount_total").asLong(),
                session.get("currency").asText(),
                Json.text(session, "client_reference_id"),
                Json.text(session.path("customer_details"), "email"),
                Json.text(session, "payment_intent"),
                chargeId,
                captured,
                charge == null ? 0 : charge.get("amount_refunded").asLong(),
                refunds,
                Disputes.held(disputes),
                disputes.stream().map(Ledger::dispute).toList());
    }

    private static DisputeEntry dispute(ObjectNode dispute) {
        return new DisputeEntry(
                dispute.get("id").asText(),
                dispute.get("amount").asLong(),
                dispute.get("status").asText());
    }

    private static List<RefundEntry> refunds(Account account, ObjectNode charge) {
        return account.table(Refunds.TYPE).having("charge", charge.get("id").asText()).stream()
                .map(refund -> new RefundEntry(
                        refund.get("id").asText(),
                        refund.get("amount").asLong(),
                        refund.get("status").asText()))
                .toList();
    }
}
