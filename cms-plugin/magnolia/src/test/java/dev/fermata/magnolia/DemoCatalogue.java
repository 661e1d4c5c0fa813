package dev.fermata.magnolia;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Money;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue of the demo. */
record DemoCatalogue(List<Offer> offers) implements Catalogue {

    private static final Resource PREMIUM = new Resource("res_premium", "premium", "Premium articles");
    private static final Resource ARCHIVE = new Resource("res_archive", "archive", "The archive");
    private static final Resource VIDEO = new Resource("res_video", "video", "Films");

    DemoCatalogue() {
        this(List.of(
                new Offer(
                        "off_digital",
                        "digital",
                        "Digital",
                        "Everything we write.",
                        List.of(
                                new Term("term_day_pass", "Day pass", new Money(199, "EUR"), "P1D", List.of(PREMIUM)),
                                new Term(
                                        "term_month",
                                        "One month",
                                        new Money(999, "EUR"),
                                        "P1M",
                                        List.of(PREMIUM, ARCHIVE)),
                                new Term(
                                        "term_lifetime",
                                        "For good",
                                        new Money(19900, "EUR"),
                                        null,
                                        List.of(PREMIUM, ARCHIVE, VIDEO)))),
                new Offer(
                        "off_cinema",
                        "cinema",
                        "Cinema",
                        null,
                        List.of(new Term("term_film_48h", "One film", new Money(499, "EUR"), "P2D", List.of(VIDEO))))));
    }

    @Override
    public Optional<Offer> offer(String idOrSlug) {
        return offers.stream()
                .filter(offer -> offer.id().equals(idOrSlug) || offer.slug().equals(idOrSlug))
                .findFirst();
    }

    @Override
    public List<Resource> resources() {
        return List.of(PREMIUM, ARCHIVE, VIDEO);
    }

    @Override
    public List<Offer> offersSelling(Set<String> resourceSlugs) {
        return offers.stream().filter(offer -> offer.sellsAnyOf(resourceSlugs)).toList();
    }

    @Override
    public Status status() {
        return new Status(true, Instant.EPOCH, null);
    }
}
