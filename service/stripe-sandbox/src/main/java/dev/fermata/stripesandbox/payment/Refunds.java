package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives money back: never more than was taken. */
public final class Refunds {

    public static final String TYPE = "refund";

    private static final Set<String> OPEN = Set.of("pending", "requires_action");
    private static final Duration BUYER_ANSWERS_WITHIN = Duration.ofDays(45);

    /**
     * What is to be refunded and why.
     *
     * @param needsBuyer whether the buyer must say first where the money goes
     */
    public record Wanted(@Nullable Long amount, @Nullable String reason, boolean needsBuyer) {

        public Wanted(@Nullable Long amount, @Nullable String reason) {
            this(amount, reason, false);
        }
    }

    /** Told of each refund, with the charge as it is then. */
    public interface Refunded {
        void refunded(Account account, ObjectNode charge);
    }

    private final SandboxClock clock;
    private final Events events;
    private final BalanceTransactions balance;
    private final Optional<Duration> delay;
    private final List<Refunded> listeners = new ArrayList<>();

    /** @param delay how long refunds take that do not succeed at once; empty when they stay as they are */
    public Refunds(SandboxClock clock, Events events, BalanceTransactions balance, Optional<Duration> delay) {
        this.clock = clock;
        this.events = events;
        this.balance = balance;
        this.delay = delay;
    }

    public void onRefunded(Refunded listener) {
        listeners.add(listener);
    }

    /** From now on a charge can be refunded or, because the buyer's bank has the money, not. */
    public static void block(ObjectNode charge, boolean chargedBack) {
        charge.put("$charged_back", chargedBack);
    }

    /** The charge that can be refunded for an intent. */
    public static ObjectNode latestCharge(Account account, ObjectNode intent) {
        ObjectNode charge = account.table(Charges.TYPE).find(Json.text(intent, "latest_charge"));
        if (charge == null || !charge.get("captured").asBoolean()) {
            throw StripeError.refused(
                    "payment_intent_unexpected_state",
                    "payment_intent",
                    "This PaymentIntent (" + intent.get("id").asText()
                            + ") does not have a successful charge to refund.");
        }
        return charge;
    }

    /** Refunds a charge, wholly when no amount is wanted. */
    public ObjectNode refund(Account account, ObjectNode charge, Wanted wanted, ObjectNode extra, Origin origin) {
        String id = charge.get("id").asText();
        long left = charge.get("amount_captured").asLong()
                - charge.get("amount_refunded").asLong();
        if (!charge.get("paid").asBoolean()) {
            throw StripeError.refused(
                    "charge_not_refundable", null, "Charge " + id + " is not refundable: it has not succeeded.");
        }
        if (charge.path("$charged_back").asBoolean()) {
            throw StripeError.refused(
                    "charge_disputed", null, "Charge " + id + " has been charged back; cannot issue a refund.");
        }
        if (left == 0) {
            throw StripeError.refused("charge_already_refunded", null, "Charge " + id + " has already been refunded.");
        }
        long amount = wanted.amount() == null ? left : wanted.amount();
        RefundLimit.check(amount, left, charge);

        ObjectNode refund = account.blank(TYPE, Ids.next("re_"), clock.seconds());
        refund.setAll(extra);
        refund.put("amount", amount);
        refund.put("charge", id);
        refund.put("reason", wanted.reason());
        refund.set("currency", charge.get("currency"));
        refund.set("payment_intent", charge.get("payment_intent"));
        refund.set("payment_method", charge.get("payment_method"));
        refund.set("customer", charge.get("customer"));
        refund.put("balance_transaction", balance.ofRefund(account, refund));
        account.table(TYPE).add(refund);
        if (wanted.needsBuyer()) {
            awaitBuyer(refund, charge);
        } else {
            destination(account, refund, charge);
        }
        refunded(charge, amount);
        events.emit(account, "refund.created", refund, origin);
        events.emit(account, "charge.refunded", charge, former(charge, amount), origin);
        listeners.forEach(listener -> listener.refunded(account, charge));
        return refund;
    }

    private void awaitBuyer(ObjectNode refund, ObjectNode charge) {
        long now = clock.seconds();
        refund.put("status", "requires_action");
        ObjectNode shown =
                refund.putObject("next_action").put("type", "display_details").putObject("display_details");
        shown.putObject("email_sent")
                .put("email_sent_at", now)
                .put("email_sent_to", charge.at("/billing_details/email").asText());
        shown.put("expires_at", now + BUYER_ANSWERS_WITHIN.toSeconds());
    }

    private static void refunded(ObjectNode charge, long by) {
        long total = charge.get("amount_refunded").asLong() + by;
        charge.put("amount_refunded", total);
        charge.put("refunded", total == charge.get("amount_captured").asLong());
    }

    private static ObjectNode former(ObjectNode charge, long by) {
        ObjectNode former = Json.object();
        former.put("amount_refunded", charge.get("amount_refunded").asLong() - by);
        if (charge.get("refunded").asBoolean()) {
            former.put("refunded", false);
        }
        return former;
    }

    /** Cards that refund badly, and bank accounts, which refund slowly. */
    private void destination(Account account, ObjectNode refund, ObjectNode charge) {
        ObjectNode method = account.table(PaymentMethods.TYPE)
                .get(charge.get("payment_method").asText());
        Optional<TestCard> card = PaymentMethods.testCard(method);
        ObjectNode details = refund.putObject("destination_details");
        String type = PaymentMethods.type(method);
        details.put("type", type);
        if (type.equals("card")) {
            details.putObject("card")
                    .put("reference_status", "pending")
                    .put("reference_type", "acquirer_reference_number")
                    .put("type", "refund");
        } else {
            details.putObject(type);
        }
        if (card.filter(TestCard.REFUND_FAILS::equals).isPresent()) {
            later(account, () -> fail(account, refund, "unknown"));
        } else if (card.filter(TestCard.REFUND_PENDING::equals).isPresent() || !type.equals("card")) {
            refund.put("status", "pending");
            refund.put("pending_reason", "processing");
            later(account, () -> succeed(account, refund));
        }
    }

    private void later(Account account, Runnable change) {
        delay.ifPresent(wait -> clock.schedule(
                clock.instant().plus(wait),
                () -> account.locked(() -> {
                    change.run();
                    return true;
                })));
    }

    /** A pending refund has arrived, or the buyer has said where it goes. */
    public void succeed(Account account, ObjectNode refund) {
        if (OPEN.contains(refund.get("status").asText())) {
            ObjectNode before = refund.deepCopy();
            refund.put("status", "succeeded");
            refund.remove(List.of("pending_reason", "next_action"));
            updated(account, refund, Copied.former(before, refund), Origin.NONE);
        }
    }

    /** A refund, even one that had succeeded, came back: the money is the merchant's again. */
    public void fail(Account account, ObjectNode refund, String reason) {
        String status = refund.get("status").asText();
        if (!OPEN.contains(status) && !status.equals("succeeded")) {
            return;
        }
        ObjectNode before = refund.deepCopy();
        refund.put("failure_reason", reason);
        takeBack(account, refund, "failed");
        updated(account, refund, Copied.former(before, refund), Origin.NONE);
        events.emit(account, "refund.failed", refund, Origin.NONE);
    }

    private void takeBack(Account account, ObjectNode refund, String status) {
        refund.put("status", status);
        refund.remove(List.of("pending_reason", "next_action"));
        refund.put("failure_balance_transaction", balance.ofFailedRefund(account, refund));
        ObjectNode charge = account.table(Charges.TYPE).get(refund.get("charge").asText());
        refunded(charge, -refund.get("amount").asLong());
    }

    void updated(Account account, ObjectNode refund, ObjectNode former, Origin origin) {
        events.emit(account, "refund.updated", refund, former, origin);
        events.emit(account, "charge.refund.updated", refund, former.deepCopy(), origin);
    }

    /** Takes back a refund that waits for the buyer. Returns false for any other. */
    boolean cancel(Account account, ObjectNode refund, Origin origin) {
        if (!refund.get("status").asText().equals("requires_action")) {
            return false;
        }
        ObjectNode before = refund.deepCopy();
        takeBack(account, refund, "canceled");
        updated(account, refund, Copied.former(before, refund), origin);
        return true;
    }
}
