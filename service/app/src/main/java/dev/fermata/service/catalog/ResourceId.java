package dev.fermata.service.catalog;

import dev.fermata.service.db.Id;

/** Identifies a resource, {@code res_…}. */
public record ResourceId(String value) implements Id {

    public static ResourceId next() {
        return new ResourceId(Id.next("res"));
    }

    @Override
    public String toString() {
        return value;
    }
}
