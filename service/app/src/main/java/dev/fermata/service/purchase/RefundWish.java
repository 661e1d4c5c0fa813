package dev.fermata.service.purchase;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to give back.
 *
 * @param amount in minor units of the purchase's currency; null for all that is left
 * @param reason one of Stripe's words: {@code duplicate}, {@code fraudulent}, {@code requested_by_customer}
 * @param note for the operator's own books; nobody else sees it
 * @param idempotencyKey the same key is the same refund, however often it is asked for
 */
record RefundWish(
        @Nullable Long amount, @Nullable String reason, @Nullable String note, @Nullable String idempotencyKey) {

    /** Whether a refund that is there is what this wish asked for. */
    boolean isFor(Refund refund, PurchaseId purchase) {
        return refund.purchaseId().equals(purchase) && (amount == null || amount == refund.amount());
    }
}
