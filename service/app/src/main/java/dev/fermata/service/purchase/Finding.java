package dev.fermata.service.purchase;

import org.jspecify.annotations.Nullable;

/**
 * One difference between our books and the payment provider's.
 *
 * @param purchaseId what the payment provider says the money was for; perhaps no purchase that we have
 * @param mended whether it was gone when both were looked at again, after the purchase was settled
 */
public record Finding(
        Kind kind, @Nullable PurchaseId purchaseId, @Nullable String checkoutId, String detail, boolean mended) {

    /** What differs. */
    public enum Kind {
        /** The payment provider has the money, and the buyer has no access. */
        PAID_NOT_GRANTED,
        /** It is paid here, and the payment provider has no money. */
        GRANTED_NOT_PAID,
        /** Another amount or currency was taken than was asked for, or than is written down. */
        AMOUNT_DIFFERS,
        /** A refund or dispute is not written down, or stands otherwise. */
        MONEY_BACK_DIFFERS,
        /** Money was taken for a purchase that we do not have. */
        UNKNOWN_PURCHASE,
        /** The payment provider has no such checkout. */
        UNKNOWN_CHECKOUT,
        /** The checkout is in an account or a mode that our key cannot see; that is no error by itself. */
        NOT_VISIBLE;

        /** Whether somebody has to act until it is mended. */
        boolean isAlarming() {
            return this != NOT_VISIBLE;
        }
    }

    boolean isOpen() {
        return !mended && kind.isAlarming();
    }
}
