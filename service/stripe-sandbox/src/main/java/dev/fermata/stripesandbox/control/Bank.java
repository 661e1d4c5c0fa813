package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.dispute.DisputeStatus;
import dev.fermata.stripesandbox.dispute.Disputes;
import dev.fermata.stripesandbox.dispute.EarlyFraudWarnings;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;
import dev.fermata.stripesandbox.payment.PaymentIntents;
import dev.fermata.stripesandbox.payment.Refunds;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** Plays the buyer's bank: takes money back, asks, decides, warns. */
public final class Bank {

    private final Accounts accounts;
    private final Disputes disputes;
    private final EarlyFraudWarnings warnings;

    public Bank(Accounts accounts, Disputes disputes, EarlyFraudWarnings warnings) {
        this.accounts = accounts;
        this.disputes = disputes;
        this.warnings = warnings;
    }

    /** Opens a dispute or an inquiry about the payment of a session. Returns the dispute. */
    public ObjectNode open(String sessionId, Claim claim) {
        return ofCharge(sessionId, (account, charge) -> disputes.open(account, charge, claim));
    }

    /** Settles before it becomes a dispute. Returns the dispute, prevented. */
    public ObjectNode prevent(String sessionId, Claim.Reason reason) {
        return ofCharge(sessionId, (account, charge) -> disputes.prevent(account, charge, reason));
    }

    /** Turns an inquiry into a dispute. */
    public ObjectNode escalate(String disputeId) {
        return change(disputeId, "escalate", disputes::escalate);
    }

    /** Finds for the merchant. */
    public ObjectNode win(String disputeId) {
        return change(disputeId, "win", disputes::win);
    }

    /** Finds for the buyer. */
    public ObjectNode lose(String disputeId) {
        return change(disputeId, "lose", (account, dispute) -> disputes.lose(account, dispute, Origin.NONE));
    }

    /** Lets an inquiry come to nothing. */
    public ObjectNode closeInquiry(String disputeId) {
        return change(
                disputeId,
                "close as an inquiry",
                (account, dispute) -> disputes.closeInquiry(account, dispute, Origin.NONE));
    }

    /** Reports the payment of a session as fraud. Returns the early fraud warning. */
    public ObjectNode warnOfFraud(String sessionId, String fraudType) {
        return ofCharge(sessionId, (account, charge) -> warnings.warn(account, charge, fraudType));
    }

    private ObjectNode ofCharge(String sessionId, BiFunction<Account, ObjectNode, ObjectNode> work) {
        Account account = accounts.holding(Sessions.TYPE, sessionId)
                .orElseThrow(() -> new IllegalArgumentException("No checkout session " + sessionId));
        return account.locked(() -> {
            ObjectNode session = account.table(Sessions.TYPE).get(sessionId);
            ObjectNode intent = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
            if (intent == null) {
                throw new IllegalArgumentException("Nobody has tried to pay " + sessionId);
            }
            return Wire.copy(work.apply(account, Refunds.latestCharge(account, intent)));
        });
    }

    private ObjectNode change(String disputeId, String what, BiPredicate<Account, ObjectNode> work) {
        Account account = accounts.holding(Disputes.TYPE, disputeId)
                .orElseThrow(() -> new IllegalArgumentException("No dispute " + disputeId));
        return account.locked(() -> {
            ObjectNode dispute = account.table(Disputes.TYPE).get(disputeId);
            DisputeStatus status = DisputeStatus.of(dispute);
            if (!work.test(account, dispute)) {
                throw new IllegalArgumentException("Cannot " + what + ": " + disputeId + " is " + status);
            }
            return Wire.copy(dispute);
        });
    }
}
