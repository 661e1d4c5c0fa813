package dev.fermata.service.purchase;

/** How far the money has come. Only the payment provider's answer moves it, and {@link #PAID} is never left. */
public enum Payment {
    /** Written down; the payment provider was not asked yet, or its answer was lost. */
    CREATED,
    /** A checkout page exists and can be paid. */
    OPEN,
    /** The buyer did everything; a delayed payment method is still moving the money. */
    PROCESSING,
    /** The money is taken. */
    PAID,
    /** A delayed payment did not come through. */
    FAILED,
    /** The checkout page can no longer be paid, and was not. */
    EXPIRED;

    /** Whether the buyer may still pay, or has and it is on its way: while one is unfinished, no second is opened. */
    public boolean isUnfinished() {
        return this == CREATED || this == OPEN || this == PROCESSING;
    }
}
