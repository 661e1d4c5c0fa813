package dev.fermata.service.catalog;

import dev.fermata.service.db.Id;

/** Identifies an offer, {@code off_…}. */
public record OfferId(String value) implements Id {

    public static OfferId next() {
        return new OfferId(Id.next("off"));
    }

    @Override
    public String toString() {
        return value;
    }
}
