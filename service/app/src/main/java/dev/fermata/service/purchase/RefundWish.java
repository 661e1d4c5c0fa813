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

    /** All of it but the key in one text, to be told from another. All that is left is not the same as a part, however much is left. */
    String text() {
        return amount + "\n" + reason + "\n" + note;
    }
}
