package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.checkout.Checkout;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;
import dev.fermata.stripesandbox.payment.PaymentIntents;
import dev.fermata.stripesandbox.payment.Payments;
import dev.fermata.stripesandbox.payment.Refunds;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Plays the merchant at Stripe's dashboard, and the bank that decides a delayed debit. */
public final class Merchant {

    private final Accounts accounts;
    private final Checkout checkout;
    private final Payments payments;
    private final Refunds refunds;

    public Merchant(Accounts accounts, Checkout checkout, Payments payments, Refunds refunds) {
        this.accounts = accounts;
        this.checkout = checkout;
        this.payments = payments;
        this.refunds = refunds;
    }

    public ObjectNode session(String sessionId) {
        return with(sessionId, (account, session) -> {
            checkout.expireIfDue(account, session);
            return Wire.copy(session);
        });
    }

    /** Gives money back; all that is left when no amount is said. Returns the refund. */
    public ObjectNode refund(String sessionId, @Nullable Long amount) {
        return refund(sessionId, new Refunds.Wanted(amount, "requested_by_customer"));
    }

    private ObjectNode refund(String sessionId, Refunds.Wanted wanted) {
        return with(sessionId, (account, session) -> {
            ObjectNode charge = Refunds.latestCharge(account, intent(account, session));
            return Wire.copy(refunds.refund(account, charge, wanted, Json.object(), Origin.NONE));
        });
    }

    /** Gives money back that waits until the buyer says where it goes; it can be canceled till then. */
    public ObjectNode refundToBeClaimed(String sessionId, @Nullable Long amount) {
        return refund(sessionId, new Refunds.Wanted(amount, "requested_by_customer", true));
    }

    /** Lets a refund come back, as if the buyer's bank had refused it. */
    public ObjectNode failRefund(String refundId) {
        return settle(refundId, (account, refund) -> refunds.fail(account, refund, "unknown"));
    }

    /** Lets a refund arrive that is pending or waits for the buyer. */
    public ObjectNode completeRefund(String refundId) {
        return settle(refundId, refunds::succeed);
    }

    private ObjectNode settle(String refundId, BiConsumer<Account, ObjectNode> outcome) {
        Account account = accounts.holding(Refunds.TYPE, refundId)
                .orElseThrow(() -> new IllegalArgumentException("No refund " + refundId));
        return account.locked(() -> {
            ObjectNode refund = account.table(Refunds.TYPE).get(refundId);
            outcome.accept(account, refund);
            return Wire.copy(refund);
        });
    }

    /** Decides a delayed payment. Returns false when it had been decided before. */
    public boolean decide(String sessionId, boolean paid) {
        return with(sessionId, (account, session) -> payments.decide(account, intent(account, session), paid));
    }

    /** Expires an open session now. Returns false when it was not open any more. */
    public boolean expire(String sessionId) {
        return with(sessionId, (account, session) -> {
            if (!Checkout.isOpen(session)) {
                return false;
            }
            checkout.expire(account, session, Origin.NONE);
            return true;
        });
    }

    private static ObjectNode intent(Account account, ObjectNode session) {
        ObjectNode intent = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
        if (intent == null) {
            throw new IllegalArgumentException(
                    "Nobody has tried to pay " + session.get("id").asText());
        }
        return intent;
    }

    private <T> T with(String sessionId, BiFunction<Account, ObjectNode, T> work) {
        Account account = accounts.holding(Sessions.TYPE, sessionId)
                .orElseThrow(() -> new IllegalArgumentException("No checkout session " + sessionId));
        return account.locked(
                () -> work.apply(account, account.table(Sessions.TYPE).get(sessionId)));
    }
}
