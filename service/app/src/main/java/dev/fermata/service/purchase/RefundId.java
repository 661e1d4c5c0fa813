package dev.fermata.service.purchase;

import dev.fermata.service.db.Id;

/** Identifies a refund, {@code ref_…}: one that we asked for, or one that we learned of. */
public record RefundId(String value) implements Id {

    public static RefundId next() {
        return new RefundId(Id.next("ref"));
    }

    @Override
    public String toString() {
        return value;
    }
}
