package dev.fermata.gate.block;

import dev.fermata.gate.catalogue.Offer;
import java.util.List;

/**
 * An offer in a reader's words.
 *
 * @param description empty if it has none
 */
public record OfferView(String id, String slug, String name, String description, List<TermView> terms) {

    /** Where a term's form is posted to: the fields {@code term_id} and {@code return_url}. */
    public static final String CHECKOUT_ACTION = "/_fermata/checkout";

    public OfferView {
        terms = List.copyOf(terms);
    }

    public static OfferView of(Offer offer, Labels labels) {
        String description = offer.description();
        return new OfferView(
                offer.id(),
                offer.slug(),
                offer.name(),
                description == null ? "" : description,
                offer.terms().stream().map(term -> TermView.of(term, labels)).toList());
    }

    public static List<OfferView> of(List<Offer> offers, Labels labels) {
        return offers.stream().map(offer -> of(offer, labels)).toList();
    }

    /** The same as {@link #CHECKOUT_ACTION}, for templates. */
    public String checkoutAction() {
        return CHECKOUT_ACTION;
    }
}
