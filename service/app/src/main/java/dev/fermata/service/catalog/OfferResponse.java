package dev.fermata.service.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** An offer as anyone may read it. */
record OfferResponse(OfferId id, String slug, String name, @Nullable String description, List<TermOnSale> terms) {

    /** A term as anyone may read it. */
    record TermOnSale(
            TermId id,
            int version,
            String name,
            @Nullable Money price,
            @Nullable PeriodDuration duration,
            List<Resource> resources) {

        static TermOnSale of(Term term) {
            return new TermOnSale(
                    term.id(), term.version(), term.name(), term.price(), term.duration(), term.resources());
        }
    }

    /** Every offer. */
    record All(List<OfferResponse> data) {}

    static OfferResponse of(Offer offer) {
        return new OfferResponse(
                offer.id(),
                offer.slug(),
                offer.name(),
                offer.description(),
                offer.terms().stream().map(TermOnSale::of).toList());
    }
}
