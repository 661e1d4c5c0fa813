package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.payment.BalanceTransactions;
import dev.fermata.stripesandbox.payment.Charges;
import dev.fermata.stripesandbox.payment.Refunds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a dispute through its states, moves the money and tells the world, in the order Stripe does. A dispute takes the
 * money at once and blocks refunds until it is won; an inquiry does neither, until it escalates. All methods are called
 * under the account's lock.
 */
public final class Disputes {

    public static final String TYPE = "dispute";

    /** An inquiry that has not escalated by then is over. */
    private static final Duration INQUIRY_LASTS = Duration.ofDays(120);

    private final SandboxClock clock;
    private final Events events;
    private final BalanceTransactions balance;
    private final Refunds refunds;
    private final EarlyFraudWarnings warnings;

    public Disputes(
            SandboxClock clock,
            Events events,
            BalanceTransactions balance,
            Refunds refunds,
            EarlyFraudWarnings warnings) {
        this.clock = clock;
        this.events = events;
        this.balance = balance;
        this.refunds = refunds;
        this.warnings = warnings;
        refunds.onRefunded(this::refunded);
    }

    /** A buyer's bank takes the money back, or asks. */
    public ObjectNode open(Account account, ObjectNode charge, Claim claim) {
        ObjectNode dispute = NewDispute.of(account, charge, claim, held(account, charge), clock.instant());
        if (claim.inquiry()) {
            at(clock.instant().plus(INQUIRY_LASTS), account, () -> closeInquiry(account, dispute, Origin.NONE));
        } else {
            withdraw(account, dispute, charge);
        }
        charge.put("disputed", true);
        account.table(TYPE).add(dispute);
        scheduleDeadline(account, dispute);
        tell(account, "created", dispute, Origin.NONE);
        if (!claim.inquiry()) {
            tell(account, "funds_withdrawn", dispute, Origin.NONE);
        }
        warnings.settled(account, charge);
        if (!dispute.has("payment_method_details")) {
            close(account, dispute, DisputeStatus.LOST, Origin.NONE);
        }
        return dispute;
    }

    /** What would have become a dispute was settled with the bank before: no money moves, nothing is to be done. */
    public ObjectNode prevent(Account account, ObjectNode charge, Claim.Reason reason) {
        ObjectNode dispute =
                NewDispute.of(account, charge, Claim.inquiry(reason), held(account, charge), clock.instant());
        DisputeStatus.PREVENTED.set(dispute);
        dispute.withObject("/payment_method_details/card").put("case_type", "block");
        charge.put("disputed", true);
        account.table(TYPE).add(dispute);
        tell(account, "created", dispute, Origin.NONE);
        return dispute;
    }

    private void withdraw(Account account, ObjectNode dispute, ObjectNode charge) {
        dispute.withArray("/balance_transactions").add(balance.ofDispute(account, dispute));
        dispute.put("is_charge_refundable", false);
        Refunds.block(charge, true);
    }

    /** Whoever sends nothing in time has lost. */
    private void scheduleDeadline(Account account, ObjectNode dispute) {
        long due = dispute.at("/evidence_details/due_by").asLong();
        at(Instant.ofEpochSecond(due + 1), account, () -> {
            if (DisputeStatus.of(dispute) == DisputeStatus.NEEDS_RESPONSE
                    && dispute.at("/evidence_details/due_by").asLong() == due) {
                dispute.withObject("/evidence_details").put("past_due", true);
                close(account, dispute, DisputeStatus.LOST, Origin.NONE);
            }
        });
    }

    private void at(Instant time, Account account, Runnable change) {
        clock.schedule(
                time,
                () -> account.locked(() -> {
                    change.run();
                    return true;
                }));
    }

    /** An inquiry becomes a dispute: the money goes, and refunds that were on their way do not arrive. */
    public boolean escalate(Account account, ObjectNode dispute) {
        DisputeStatus status = DisputeStatus.of(dispute);
        if (!status.isInquiry() || !status.isOpen()) {
            return false;
        }
        ObjectNode before = dispute.deepCopy();
        ObjectNode charge = charge(account, dispute);
        failRefundsSince(account, dispute);
        DisputeStatus.NEEDS_RESPONSE.set(dispute);
        dispute.withObject("/payment_method_details/card").put("case_type", "chargeback");
        dispute.withObject("/evidence_details").put("due_by", NewDispute.dueBy(clock.instant()));
        withdraw(account, dispute, charge);
        scheduleDeadline(account, dispute);
        updated(account, dispute, before, Origin.NONE);
        tell(account, "funds_withdrawn", dispute, Origin.NONE);
        return true;
    }

    private void failRefundsSince(Account account, ObjectNode dispute) {
        long opened = dispute.get("created").asLong();
        List<ObjectNode> made = new ArrayList<>(account.table(Refunds.TYPE)
                .having("charge", dispute.get("charge").asText()));
        made.stream()
                .filter(refund -> refund.get("created").asLong() >= opened)
                .forEach(refund -> refunds.fail(account, refund, "charge_for_pending_refund_disputed"));
    }

    /** The bank finds for the merchant. */
    public boolean win(Account account, ObjectNode dispute) {
        DisputeStatus status = DisputeStatus.of(dispute);
        if (!status.isOpen() || status.isInquiry()) {
            return false;
        }
        dispute.put("is_charge_refundable", true);
        DisputeStatus.WON.set(dispute);
        dispute.withArray("/balance_transactions").add(balance.ofReinstatement(account, dispute));
        ObjectNode charge = charge(account, dispute);
        Refunds.block(charge, held(account, charge) > 0);
        tell(account, "funds_reinstated", dispute, Origin.NONE);
        tell(account, "closed", dispute, Origin.NONE);
        return true;
    }

    /** The bank finds for the buyer, or the merchant gives in. */
    public boolean lose(Account account, ObjectNode dispute, Origin origin) {
        DisputeStatus status = DisputeStatus.of(dispute);
        return status.isOpen() && !status.isInquiry() && close(account, dispute, DisputeStatus.LOST, origin);
    }

    /** The bank asks no more. */
    public boolean closeInquiry(Account account, ObjectNode dispute, Origin origin) {
        DisputeStatus status = DisputeStatus.of(dispute);
        return status.isOpen() && status.isInquiry() && close(account, dispute, DisputeStatus.WARNING_CLOSED, origin);
    }

    private boolean close(Account account, ObjectNode dispute, DisputeStatus outcome, Origin origin) {
        outcome.set(dispute);
        tell(account, "closed", dispute, origin);
        return true;
    }

    /** Tells what has changed since {@code before}. */
    void updated(Account account, ObjectNode dispute, ObjectNode before, Origin origin) {
        events.emit(account, "charge.dispute.updated", dispute, Copied.former(before, dispute), origin);
    }

    /** All of it was given back: the bank has nothing left to ask for. */
    private void refunded(Account account, ObjectNode charge) {
        if (charge.get("refunded").asBoolean()) {
            of(account, charge).forEach(dispute -> {
                dispute.put("is_charge_refundable", false);
                closeInquiry(account, dispute, Origin.NONE);
            });
        }
    }

    /** How much of a charge its disputes keep from the merchant. */
    private static long held(Account account, ObjectNode charge) {
        return held(of(account, charge));
    }

    /** How much these disputes keep from the merchant. */
    public static long held(List<ObjectNode> disputes) {
        return disputes.stream()
                .filter(dispute -> DisputeStatus.of(dispute).holdsMoney())
                .mapToLong(dispute -> dispute.get("amount").asLong())
                .sum();
    }

    /** The disputes of a charge, oldest first. */
    public static List<ObjectNode> of(Account account, ObjectNode charge) {
        return account.table(TYPE).having("charge", charge.get("id").asText());
    }

    private static ObjectNode charge(Account account, ObjectNode dispute) {
        return account.table(Charges.TYPE).get(dispute.get("charge").asText());
    }

    private void tell(Account account, String what, ObjectNode dispute, Origin origin) {
        events.emit(account, "charge.dispute." + what, dispute, origin);
    }
}
