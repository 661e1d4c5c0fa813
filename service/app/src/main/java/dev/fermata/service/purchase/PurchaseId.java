package dev.fermata.service.purchase;

import dev.fermata.service.db.Id;

/** Identifies a purchase, {@code pur_…}; also Stripe's {@code client_reference_id}. */
public record PurchaseId(String value) implements Id {

    public static PurchaseId next() {
        return new PurchaseId(Id.next("pur"));
    }

    @Override
    public String toString() {
        return value;
    }
}
