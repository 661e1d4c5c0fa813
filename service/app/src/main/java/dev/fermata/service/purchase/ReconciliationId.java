package dev.fermata.service.purchase;

import dev.fermata.service.db.Id;

/** Identifies a reconciliation, {@code rec_…}. */
public record ReconciliationId(String value) implements Id {

    public static ReconciliationId next() {
        return new ReconciliationId(Id.next("rec"));
    }

    @Override
    public String toString() {
        return value;
    }
}
