package dev.fermata.service.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The whole current catalogue at one moment; it is small, so it is read at once and never in parts. */
record Snapshot(
        Map<String, Resource> resources, List<Offer> offers, Map<TermId, Term> terms, Map<TermId, Integer> positions) {

    /** Reads it; the transaction must see one state, so it is to be repeatable read or alone. */
    static Snapshot read(Handle tx) {
        var dao = tx.attach(CatalogDao.class);
        Map<ResourceId, Resource> byId = dao.resources().stream().collect(toMap(Resource::id, resource -> resource));
        Map<TermId, List<Resource>> given = dao.termResources().stream()
                .collect(groupingBy(
                        CatalogDao.TermResourceRow::termId, mapping(row -> byId.get(row.resourceId()), toList())));
        Map<TermId, Term> terms = new LinkedHashMap<>();
        dao.terms().forEach(row -> terms.put(row.id(), row.with(given.getOrDefault(row.id(), List.of()))));
        Map<OfferId, List<Term>> ofOffer = terms.values().stream().collect(groupingBy(Term::offerId));
        List<Offer> offers = dao.offers().stream()
                .map(row -> new Offer(
                        row.id(), row.slug(), row.name(), row.description(), ofOffer.getOrDefault(row.id(), List.of())))
                .toList();
        return new Snapshot(
                byId.values().stream().collect(toMap(Resource::slug, r -> r)),
                offers,
                terms,
                dao.positions().stream().collect(toMap(CatalogDao.PositionRow::id, CatalogDao.PositionRow::position)));
    }
}
