package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Where a dispute stands, in Stripe's words. */
public enum DisputeStatus {
    /** The money is gone for now; the merchant may send evidence. */
    NEEDS_RESPONSE,
    /** Evidence was sent, the bank decides. */
    UNDER_REVIEW,
    /** The money came back. */
    WON,
    /** The money stays gone. */
    LOST,
    /** An inquiry: nothing has moved, and nothing will unless it escalates. */
    WARNING_NEEDS_RESPONSE,
    WARNING_UNDER_REVIEW,
    /** The inquiry came to nothing. */
    WARNING_CLOSED,
    /** Settled before it became a dispute. */
    PREVENTED;

    public static DisputeStatus of(ObjectNode dispute) {
        return valueOf(dispute.get("status").asText().toUpperCase(Locale.ROOT));
    }

    void set(ObjectNode dispute) {
        dispute.put("status", name().toLowerCase(Locale.ROOT));
    }

    public boolean isOpen() {
        return awaitsResponse() || this == UNDER_REVIEW || this == WARNING_UNDER_REVIEW;
    }

    boolean awaitsResponse() {
        return this == NEEDS_RESPONSE || this == WARNING_NEEDS_RESPONSE;
    }

    public boolean isInquiry() {
        return this == WARNING_NEEDS_RESPONSE || this == WARNING_UNDER_REVIEW || this == WARNING_CLOSED;
    }

    /** Whether the disputed money is not with the merchant. */
    public boolean holdsMoney() {
        return this == NEEDS_RESPONSE || this == UNDER_REVIEW || this == LOST;
    }
}
