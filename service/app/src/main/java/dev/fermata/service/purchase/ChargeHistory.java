package dev.fermata.service.purchase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a charge after it was taken, as the payment provider knows it: every refund and dispute, not only the latest. */
public record ChargeHistory(List<SeenRefund> refunds, List<SeenDispute> disputes, List<FraudWarning> warnings) {

    public static final ChargeHistory NONE = new ChargeHistory(List.of(), List.of(), List.of());

    public ChargeHistory {
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        warnings = List.copyOf(warnings);
    }

    /**
     * A refund at the payment provider.
     *
     * @param request the refund of ours that asked for it; none for one that was made in the provider's dashboard
     * @param amount in minor units
     */
    public record SeenRefund(
            String id,
            Optional<RefundId> request,
            long amount,
            String currency,
            RefundStatus status,
            @Nullable String reason,
            @Nullable String failureReason,
            Instant createdAt) {}

    /**
     * A dispute at the payment provider.
     *
     * @param amount what is fought over, in minor units of its currency; may be less than the charge
     * @param evidenceDueBy until when evidence may be handed in, if any is wanted
     */
    public record SeenDispute(
            String id,
            long amount,
            String currency,
            DisputeStatus status,
            String reason,
            @Nullable Instant evidenceDueBy,
            Instant createdAt) {}

    /** The card issuer believes that the payment was fraudulent. Nothing moved; a dispute often follows. */
    public record FraudWarning(String id, String fraudType, boolean actionable, Instant createdAt) {}

    boolean hasOpenDispute() {
        return disputes.stream().anyMatch(dispute -> dispute.status().isOpen());
    }

    boolean hasUnknownDispute() {
        return disputes.stream().anyMatch(dispute -> dispute.status() == DisputeStatus.UNKNOWN);
    }

    boolean hasWonDispute() {
        return disputes.stream().anyMatch(dispute -> dispute.status() == DisputeStatus.WON);
    }

    boolean hasLostDispute() {
        return disputes.stream().anyMatch(dispute -> dispute.status() == DisputeStatus.LOST);
    }
}
