package dev.fermata.service.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** An offer as servers see it: with the rules of its terms, and the terms that are no longer sold. */
record OfferEntry(OfferId id, String slug, String name, @Nullable String description, List<TermEntry> terms) {

    /** A term as servers see it. */
    record TermEntry(
            TermId id,
            int version,
            String name,
            @Nullable Money price,
            @Nullable PeriodDuration duration,
            List<Resource> resources,
            Repurchase repurchase,
            RefundPolicy refundPolicy,
            boolean retired) {

        static TermEntry of(Term term) {
            return new TermEntry(
                    term.id(),
                    term.version(),
                    term.name(),
                    term.price(),
                    term.duration(),
                    term.resources(),
                    term.repurchase(),
                    term.refundPolicy(),
                    term.retired());
        }
    }

    /** Every offer. */
    record All(List<OfferEntry> data) {}

    static OfferEntry of(Offer offer) {
        return new OfferEntry(
                offer.id(),
                offer.slug(),
                offer.name(),
                offer.description(),
                offer.terms().stream().map(TermEntry::of).toList());
    }
}
