package dev.fermata.service.entitlement;

/** Why access was taken back. */
public enum RevocationReason {
    /** The money was refunded. */
    REFUND,
    /** The money was disputed. */
    DISPUTE,
    /** Somebody who may decided it; what happens to the money does not change that. */
    DECISION
}
