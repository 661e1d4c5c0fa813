package dev.fermata.gate.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A choice of terms. */
public record Offer(String id, String slug, String name, @Nullable String description, List<Term> terms) {

    public Offer {
        terms = List.copyOf(terms);
    }

    /** Whether a term of it gives one of these resources. */
    public boolean sellsAnyOf(Set<String> slugs) {
        return terms.stream()
                .filter(term -> term.price() != null)
                .flatMap(term -> term.resources().stream())
                .anyMatch(resource -> slugs.contains(resource.slug()));
    }
}
