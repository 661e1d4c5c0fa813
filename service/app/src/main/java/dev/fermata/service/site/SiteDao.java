package dev.fermata.service.site;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Reads and writes {@code site} and {@code site_origin}. */
interface SiteDao {

    record SiteRow(SiteId id, String slug, String name) {}

    record OriginRow(SiteId siteId, String origin) {}

    @SqlQuery("SELECT id, slug, name FROM site ORDER BY slug")
    List<SiteRow> sites();

    @SqlQuery("SELECT site_id, origin FROM site_origin ORDER BY origin")
    List<OriginRow> origins();

    /** Waits for whoever changes sites now; readers are not held up. */
    @SqlUpdate("LOCK TABLE site IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    @SqlUpdate(
            """
            INSERT INTO site (id, slug, name, created_at)
            VALUES (:id, :slug, :name, :now)
            ON CONFLICT (slug) DO UPDATE SET name = excluded.name
             WHERE site.name <> excluded.name""")
    int put(SiteId id, String slug, String name, Instant now);

    @SqlUpdate(
            """
            INSERT INTO site_origin (origin, site_id)
            SELECT :origin, id FROM site WHERE slug = :slug
            ON CONFLICT DO NOTHING""")
    int addOrigin(String slug, String origin);

    @SqlUpdate("DELETE FROM site_origin WHERE origin = :origin")
    int removeOrigin(String origin);

    @SqlUpdate("DELETE FROM site WHERE slug = :slug")
    int remove(String slug);
}
