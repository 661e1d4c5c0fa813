package dev.fermata.service.purchase;

/** How far a refund has come. All but the first two are the payment provider's words. */
public enum RefundStatus {
    /** Wanted by us; the payment provider has not answered yet, and is asked again until it does. */
    REQUESTED,
    /** The payment provider declined it: nothing went back. */
    REFUSED,
    /** On its way. It counts as money that went back. */
    PENDING,
    /** Waits for the buyer to say where it shall go. */
    REQUIRES_ACTION,
    /** It went back; a bank may still return it later. */
    SUCCEEDED,
    /** It did not arrive: the money is the merchant's again. */
    FAILED,
    /** Called off before it was on its way. */
    CANCELED,
    /** A word that we do not know yet. */
    UNKNOWN;

    /** Whether it was turned down or came back. */
    public boolean isOver() {
        return this == REFUSED || this == FAILED || this == CANCELED;
    }
}
