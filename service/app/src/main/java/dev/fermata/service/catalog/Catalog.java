package dev.fermata.service.catalog;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fermata.service.db.Cached;
import dev.fermata.service.db.SharedReads;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * What is sold now, and what was sold under every version. A change made by this instance is seen at once, one made by another
 * within five seconds.
 */
public final class Catalog {

    private record VersionKey(TermId id, int version) {}

    private final Jdbi jdbi;
    private final Cached<Snapshot> current;
    private final SharedReads<VersionKey, Term> versions =
            new SharedReads<>(Caffeine.newBuilder().maximumSize(10_000), key -> read(key.id(), key.version()));

    public Catalog(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.current =
                new Cached<>(() -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, Snapshot::read));
    }

    /** The term's current version, also if it is retired. */
    public Optional<Term> term(TermId id) {
        return Optional.ofNullable(current.get().terms().get(id));
    }

    /**
     * The term as it was under that version; whether it is retired is not part of a version, and not to be asked here.
     *
     * @throws IllegalArgumentException if that version never was
     */
    public Term version(TermId id, int version) {
        return versions.get(new VersionKey(id, version));
    }

    /** The offer with the terms that are sold now. */
    public Optional<Offer> offer(String idOrSlug) {
        return offers().stream()
                .filter(offer ->
                        offer.slug().equals(idOrSlug) || offer.id().value().equals(idOrSlug))
                .findFirst();
    }

    /** Every offer with the terms that are sold now, by slug. */
    public List<Offer> offers() {
        return allOffers().stream().map(Offer::onSale).toList();
    }

    public Optional<Resource> resource(String slug) {
        return Optional.ofNullable(current.get().resources().get(slug));
    }

    /** Every resource, by slug. */
    public List<Resource> resources() {
        return current.get().resources().values().stream()
                .sorted(java.util.Comparator.comparing(Resource::slug))
                .toList();
    }

    /** The offers of which some term that can be bought now gives access to one of these resources. */
    public List<Offer> offersSelling(Collection<String> resourceSlugs) {
        return offers().stream()
                .filter(offer -> offer.terms().stream()
                        .anyMatch(term ->
                                term.price() != null && resourceSlugs.stream().anyMatch(term::gives)))
                .toList();
    }

    /** Every offer with all its terms, retired ones included, by slug. */
    List<Offer> allOffers() {
        return current.get().offers();
    }

    /** To be called after a change was committed. */
    void changed() {
        current.forget();
        versions.forgetAll();
    }

    private Term read(TermId id, int version) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(CatalogDao.class);
            var row = dao.version(id, version);
            if (row == null) {
                throw new IllegalArgumentException("There is no version " + version + " of " + id);
            }
            return row.with(dao.versionResources(id, version));
        });
    }
}
