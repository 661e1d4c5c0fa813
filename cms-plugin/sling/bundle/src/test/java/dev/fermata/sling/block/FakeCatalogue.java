package dev.fermata.sling.block;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Money;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A catalogue with an offer that sells, one that does not, and a resource that nobody sells. */
record FakeCatalogue(List<Offer> offers, List<Resource> resources, Status status) implements Catalogue {

    static final Resource PREMIUM = new Resource("res_1", "premium", "Premium articles");
    static final Resource ARCHIVE = new Resource("res_2", "archive", "The archive");
    static final Resource ATTIC = new Resource("res_3", "attic", "The attic");

    static final Offer DIGITAL = new Offer(
            "off_1",
            "digital",
            "Digital",
            "Every article",
            List.of(
                    new Term("term_1", "Day pass", new Money(199, "EUR"), "P1D", List.of(PREMIUM)),
                    new Term("term_2", "Gift", null, null, List.of(PREMIUM, ARCHIVE))));
    static final Offer PRINT = new Offer(
            "off_2",
            "print",
            "Print",
            null,
            List.of(new Term("term_3", "A year", new Money(9900, "EUR"), "P1Y", List.of(ARCHIVE))));
    static final Offer EMPTY = new Offer("off_3", "empty", "Empty", null, List.of());

    static FakeCatalogue ofTheDemo() {
        return new FakeCatalogue(
                List.of(DIGITAL, PRINT, EMPTY),
                List.of(PREMIUM, ARCHIVE, ATTIC),
                new Status(true, Instant.parse("2026-03-01T12:00:00Z"), null));
    }

    FakeCatalogue unreachable() {
        return new FakeCatalogue(offers, resources, new Status(false, status.asOf(), "connection refused"));
    }

    static FakeCatalogue neverReached() {
        return new FakeCatalogue(List.of(), List.of(), new Status(false, null, "connection refused"));
    }

    @Override
    public Optional<Offer> offer(String idOrSlug) {
        return offers.stream()
                .filter(offer -> offer.slug().equals(idOrSlug) || offer.id().equals(idOrSlug))
                .findFirst();
    }

    @Override
    public List<Offer> offersSelling(Set<String> slugs) {
        return offers.stream().filter(offer -> offer.sellsAnyOf(slugs)).toList();
    }
}
