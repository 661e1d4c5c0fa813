package dev.fermata.service.catalog;

import dev.fermata.service.db.Id;

/** Identifies a term, {@code term_…}; what the page hands to {@code allegro.purchase.initiate}. */
public record TermId(String value) implements Id {

    public static TermId next() {
        return new TermId(Id.next("term"));
    }

    @Override
    public String toString() {
        return value;
    }
}
