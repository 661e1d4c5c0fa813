package dev.fermata.service.purchase;

/** Whether what was paid for was given. */
public enum Delivery {
    /** Nothing was granted. */
    UNFULFILLED,
    /** Every resource of the term was granted. */
    FULFILLED,
    /** Granted, and withheld while a dispute about the money is open. */
    SUSPENDED,
    /** Granted, and taken back because the money was. */
    REVOKED
}
