package dev.fermata.service.purchase;

/** Whether what was paid for was given. */
public enum Delivery {
    /** Nothing was granted. */
    UNFULFILLED,
    /** Every resource of the term was granted. */
    FULFILLED,
    /** Granted, and taken back because the money was. */
    REVOKED
}
