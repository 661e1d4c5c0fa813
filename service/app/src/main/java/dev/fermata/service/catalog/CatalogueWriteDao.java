package dev.fermata.service.catalog;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** Writes the catalogue's tables. Each statement answers how many rows it changed, and changes none that is so already. */
interface CatalogueWriteDao {

    record VersionRow(
            TermId termId,
            int version,
            String name,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable PeriodDuration duration,
            Repurchase repurchase,
            RefundPolicy.OnRefund onFullRefund,
            RefundPolicy.OnRefund onPartialRefund,
            RefundPolicy.OnDispute onDispute,
            Instant createdAt) {}

    /** Waits for the lock of that number, which the transaction then has until it ends. */
    @SqlQuery("SELECT 1 FROM pg_advisory_xact_lock(:number)")
    int lock(long number);

    @SqlUpdate(
            """
            INSERT INTO resource (id, slug, name, created_at)
            VALUES (:id, :slug, :name, :now)
            ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name
             WHERE (resource.slug, resource.name) IS DISTINCT FROM (excluded.slug, excluded.name)""")
    int putResource(ResourceId id, String slug, String name, Instant now);

    @SqlUpdate(
            """
            INSERT INTO offer (id, slug, name, description, created_at)
            VALUES (:id, :slug, :name, :description, :now)
            ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, description = excluded.description
             WHERE (offer.slug, offer.name, offer.description)
                   IS DISTINCT FROM (excluded.slug, excluded.name, excluded.description)""")
    int putOffer(OfferId id, String slug, String name, @Nullable String description, Instant now);

    @SqlUpdate(
            """
            INSERT INTO term (id, offer_id, position, current_version, created_at)
            VALUES (:id, :offerId, :position, :version, :now)
            ON CONFLICT (id) DO UPDATE
               SET position = excluded.position, current_version = excluded.current_version, retired_at = NULL
             WHERE (term.position, term.current_version) IS DISTINCT FROM (excluded.position, excluded.current_version)
                OR term.retired_at IS NOT NULL""")
    int putTerm(TermId id, OfferId offerId, int position, int version, Instant now);

    @SqlUpdate(
            """
            INSERT INTO term_version (term_id, version, name, amount, currency, duration, repurchase,
                                      on_full_refund, on_partial_refund, on_dispute, created_at)
            VALUES (:termId, :version, :name, :amount, :currency, :duration, :repurchase,
                    :onFullRefund, :onPartialRefund, :onDispute, :createdAt)""")
    int insertVersion(@BindMethods VersionRow version);

    @SqlBatch(
            """
            INSERT INTO term_version_resource (term_id, version, resource_id, position)
            VALUES (:termId, :version, :resourceId, :position)""")
    int[] insertVersionResources(TermId termId, int version, List<ResourceId> resourceId, Iterable<Integer> position);

    @SqlUpdate("UPDATE term SET retired_at = :now WHERE id = :id AND retired_at IS NULL")
    int retire(TermId id, Instant now);

    @SqlUpdate(
            """
            INSERT INTO catalogue_import (source, digest, imported_at)
            VALUES (:source, :digest, :now)
            ON CONFLICT (source) DO UPDATE SET digest = excluded.digest, imported_at = excluded.imported_at
             WHERE catalogue_import.digest <> excluded.digest""")
    int imported(String source, String digest, Instant now);
}
