package dev.fermata.service.purchase;

/** How much of the money went back, or is fought over. */
public enum MoneyBack {
    NONE,
    /** Some of it was refunded. */
    PARTIALLY_REFUNDED,
    /** All of it was refunded. */
    REFUNDED,
    /** The card holder disputes the charge. */
    DISPUTED,
    /** The dispute ended in our favour. */
    DISPUTE_WON,
    /** The dispute ended in the card holder's favour. */
    DISPUTE_LOST
}
