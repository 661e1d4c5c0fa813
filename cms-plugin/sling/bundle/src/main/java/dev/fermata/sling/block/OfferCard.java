package dev.fermata.sling.block;

import dev.fermata.gate.block.Labels;
import dev.fermata.gate.block.OfferView;
import dev.fermata.gate.block.TermView;
import java.util.List;

/**
 * An offer as its script writes it.
 *
 * @param headline the editor's; empty for none
 * @param none what to say in place of terms; empty if there are some
 * @param returnUrl where a buyer comes back to
 */
public record OfferCard(
        OfferView offer,
        String headline,
        List<TermCard> terms,
        String none,
        String paymentFailed,
        String networkError,
        String returnUrl) {

    public OfferCard {
        terms = List.copyOf(terms);
    }

    static OfferCard of(OfferView offer, String headline, String returnUrl, Labels labels) {
        List<TermCard> terms =
                offer.terms().stream().map(term -> TermCard.of(term, labels)).toList();
        return new OfferCard(
                offer,
                headline,
                terms,
                terms.isEmpty() ? labels.text("offer.none") : "",
                labels.text("error.payment-failed"),
                labels.text("error.network-error"),
                returnUrl);
    }

    static List<OfferCard> of(List<OfferView> offers, String returnUrl, Labels labels) {
        return offers.stream().map(offer -> of(offer, "", returnUrl, labels)).toList();
    }

    /**
     * A term and its button.
     *
     * @param buttonName the button's text, told apart from the other buttons
     */
    public record TermCard(TermView term, String button, String buttonName) {

        static TermCard of(TermView term, Labels labels) {
            String button = labels.text("buy.for", term.price());
            return new TermCard(term, button, term.name() + ": " + button);
        }
    }
}
