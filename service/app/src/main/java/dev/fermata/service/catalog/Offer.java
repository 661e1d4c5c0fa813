package dev.fermata.service.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A choice of terms, in the order in which they are shown. */
public record Offer(OfferId id, String slug, String name, @Nullable String description, List<Term> terms) {

    public Offer {
        terms = List.copyOf(terms);
    }

    /** The same offer as readers see it: without the terms that are no longer sold. */
    public Offer onSale() {
        return new Offer(
                id,
                slug,
                name,
                description,
                terms.stream().filter(term -> !term.retired()).toList());
    }
}
