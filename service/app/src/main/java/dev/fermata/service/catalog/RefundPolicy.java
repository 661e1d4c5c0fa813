package dev.fermata.service.catalog;

/** What becomes of the access when the money goes back. A purchase keeps the policy it was made under. */
public record RefundPolicy(OnRefund onFullRefund, OnRefund onPartialRefund, OnDispute onDispute) {

    /** A full refund ends the access, a part of the money does not, a dispute suspends it until it is decided. */
    public static final RefundPolicy STANDARD = new RefundPolicy(OnRefund.REVOKE, OnRefund.KEEP, OnDispute.SUSPEND);

    /** What a refund does to the access. */
    public enum OnRefund {
        REVOKE,
        KEEP
    }

    /** What an opened dispute does to the access. */
    public enum OnDispute {
        SUSPEND,
        REVOKE,
        KEEP
    }
}
