package dev.fermata.gate.block;

import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import java.util.List;

/**
 * A term of an offer in a reader's words.
 *
 * @param price as it is written in the reader's country
 * @param duration how long it lasts, in words
 * @param resources names of what it opens
 * @param buyable whether it has a price; what has none is shown without a button
 */
public record TermView(
        String termId, String name, String price, String duration, List<String> resources, boolean buyable) {

    public TermView {
        resources = List.copyOf(resources);
    }

    static TermView of(Term term, Labels labels) {
        return new TermView(
                term.id(),
                term.name(),
                labels.price(term.price()),
                labels.duration(term.duration()),
                term.resources().stream().map(Resource::name).toList(),
                term.price() != null);
    }
}
