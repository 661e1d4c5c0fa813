package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.entitlement.Entitlement;
import dev.fermata.service.entitlement.EntitlementResponse;
import dev.fermata.service.member.MemberId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase as servers see it: all of its story. */
record PurchaseEntry(
        PurchaseId id,
        TermId termId,
        int termVersion,
        @Nullable MemberId memberId,
        Payment status,
        Delivery delivery,
        MoneyBack moneyBack,
        @Nullable String quarantine,
        Money price,
        @Nullable Money amountPaid,
        Money amountRefunded,
        Provider provider,
        long version,
        Instant createdAt,
        @Nullable Instant paidAt,
        Instant updatedAt,
        List<EntitlementResponse> entitlements,
        List<RefundEntry> refunds,
        List<DisputeEntry> disputes,
        List<WarningEntry> earlyFraudWarnings) {

    /** What the payment provider calls it. */
    record Provider(
            @Nullable String account,
            @Nullable Boolean livemode,
            @Nullable String checkoutId,
            @Nullable String paymentId,
            @Nullable String chargeId) {}

    /** A refund, asked for here or seen at the payment provider. */
    record RefundEntry(
            RefundId id,
            @Nullable String providerId,
            Money amount,
            RefundStatus status,
            @Nullable String reason,
            @Nullable String note,
            @Nullable String failureReason,
            Instant createdAt,
            Instant updatedAt) {

        static RefundEntry of(Refund refund) {
            return new RefundEntry(
                    refund.id(),
                    refund.providerId(),
                    new Money(refund.amount(), refund.currency()),
                    refund.status(),
                    refund.reason(),
                    refund.note(),
                    refund.failureReason(),
                    refund.createdAt(),
                    refund.updatedAt());
        }
    }

    /** A dispute, under the payment provider's id. */
    record DisputeEntry(
            String id,
            Money amount,
            DisputeStatus status,
            String reason,
            @Nullable Instant evidenceDueBy,
            Instant createdAt) {

        static DisputeEntry of(ChargeHistory.SeenDispute dispute) {
            return new DisputeEntry(
                    dispute.id(),
                    new Money(dispute.amount(), dispute.currency()),
                    dispute.status(),
                    dispute.reason(),
                    dispute.evidenceDueBy(),
                    dispute.createdAt());
        }
    }

    /** A warning of fraud, under the payment provider's id. */
    record WarningEntry(String id, String fraudType, boolean actionable, Instant createdAt) {

        static WarningEntry of(ChargeHistory.FraudWarning warning) {
            return new WarningEntry(warning.id(), warning.fraudType(), warning.actionable(), warning.createdAt());
        }
    }

    static PurchaseEntry of(
            Purchase purchase,
            List<Entitlement> entitlements,
            List<Refund> refunds,
            List<ChargeHistory.SeenDispute> disputes,
            List<ChargeHistory.FraudWarning> warnings,
            Instant now) {
        Long paid = purchase.amountPaid();
        return new PurchaseEntry(
                purchase.id(),
                purchase.termId(),
                purchase.termVersion(),
                purchase.memberId(),
                purchase.payment(),
                purchase.delivery(),
                purchase.moneyBack(),
                purchase.quarantine(),
                purchase.price(),
                paid == null ? null : new Money(paid, purchase.currency()),
                new Money(purchase.amountRefunded(), purchase.currency()),
                new Provider(
                        purchase.providerAccount(),
                        purchase.livemode(),
                        purchase.checkoutId(),
                        purchase.paymentId(),
                        purchase.chargeId()),
                purchase.version(),
                purchase.createdAt(),
                purchase.paidAt(),
                purchase.updatedAt(),
                entitlements.stream()
                        .map(entitlement -> EntitlementResponse.from(entitlement, now))
                        .toList(),
                refunds.stream().map(RefundEntry::of).toList(),
                disputes.stream().map(DisputeEntry::of).toList(),
                warnings.stream().map(WarningEntry::of).toList());
    }
}
