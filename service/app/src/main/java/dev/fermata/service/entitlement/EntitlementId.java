package dev.fermata.service.entitlement;

import dev.fermata.service.db.Id;

/** Identifies an entitlement, {@code ent_…}. */
public record EntitlementId(String value) implements Id {

    public static EntitlementId next() {
        return new EntitlementId(Id.next("ent"));
    }

    @Override
    public String toString() {
        return value;
    }
}
