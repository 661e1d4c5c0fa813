package dev.fermata.service.purchase;

/**
 * How a dispute stands, in the payment provider's words
 * (<a href="https://docs.stripe.com/api/disputes/object#dispute_object-status">Stripe: dispute status</a>).
 */
public enum DisputeStatus {
    /** The bank only asks so far, and no money moved. */
    WARNING_NEEDS_RESPONSE,
    WARNING_UNDER_REVIEW,
    /** The bank asked, and left it at that. */
    WARNING_CLOSED,
    /** The bank took the money until it is decided, and waits for evidence. */
    NEEDS_RESPONSE,
    UNDER_REVIEW,
    /** Decided in our favour: the money is back. */
    WON,
    /** Decided in the card holder's favour: the money is gone. */
    LOST,
    /** Settled before it became one. What went back for it is a refund. */
    PREVENTED,
    /** A word that we do not know yet. */
    UNKNOWN;

    /** Whether the bank holds the money until it is decided. */
    public boolean isOpen() {
        return this == NEEDS_RESPONSE || this == UNDER_REVIEW;
    }
}
