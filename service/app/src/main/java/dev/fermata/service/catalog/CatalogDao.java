package dev.fermata.service.catalog;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** Reads the catalogue's tables. */
interface CatalogDao {

    record OfferRow(OfferId id, String slug, String name, @Nullable String description) {}

    record TermRow(
            TermId id,
            int version,
            OfferId offerId,
            String name,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable PeriodDuration duration,
            Repurchase repurchase,
            RefundPolicy.OnRefund onFullRefund,
            RefundPolicy.OnRefund onPartialRefund,
            RefundPolicy.OnDispute onDispute,
            boolean retired) {

        Term with(List<Resource> resources) {
            return new Term(
                    id,
                    version,
                    offerId,
                    name,
                    amount == null || currency == null ? null : new Money(amount, currency),
                    duration,
                    resources,
                    repurchase,
                    new RefundPolicy(onFullRefund, onPartialRefund, onDispute),
                    retired);
        }
    }

    record PositionRow(TermId id, int position) {}

    record TermResourceRow(TermId termId, int version, ResourceId resourceId) {}

    @SqlQuery("SELECT id, slug, name FROM resource ORDER BY slug")
    List<Resource> resources();

    @SqlQuery("SELECT id, slug, name, description FROM offer ORDER BY slug")
    List<OfferRow> offers();

    @SqlQuery(
            """
            SELECT t.id, v.version, t.offer_id, v.name, v.amount, v.currency, v.duration, v.repurchase,
                   v.on_full_refund, v.on_partial_refund, v.on_dispute, t.retired_at IS NOT NULL AS retired
              FROM term t
              JOIN term_version v ON v.term_id = t.id AND v.version = t.current_version
             ORDER BY t.offer_id, t.position, t.id""")
    List<TermRow> terms();

    @SqlQuery("SELECT id, position FROM term")
    List<PositionRow> positions();

    @SqlQuery("SELECT digest FROM catalogue_import WHERE source = :source")
    Optional<String> digest(String source);

    @SqlQuery(
            """
            SELECT r.term_id, r.version, r.resource_id
              FROM term t
              JOIN term_version_resource r ON r.term_id = t.id AND r.version = t.current_version
             ORDER BY r.term_id, r.position""")
    List<TermResourceRow> termResources();

    @SqlQuery(
            """
            SELECT t.id, v.version, t.offer_id, v.name, v.amount, v.currency, v.duration, v.repurchase,
                   v.on_full_refund, v.on_partial_refund, v.on_dispute, t.retired_at IS NOT NULL AS retired
              FROM term t
              JOIN term_version v ON v.term_id = t.id AND v.version = :version
             WHERE t.id = :id""")
    @Nullable
    TermRow version(TermId id, int version);

    @SqlQuery(
            """
            SELECT r.id, r.slug, r.name
              FROM term_version_resource v
              JOIN resource r ON r.id = v.resource_id
             WHERE v.term_id = :id AND v.version = :version
             ORDER BY v.position""")
    List<Resource> versionResources(TermId id, int version);
}
