package dev.fermata.service.site;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads and writes {@code site} and {@code site_origin}. */
interface SiteDao {

    record SiteRow(SiteId id, String slug, String name) {}

    record OriginRow(SiteId siteId, String origin) {}

    @SqlQuery("SELECT id, slug, name FROM site ORDER BY slug")
    List<SiteRow> sites();

    @SqlQuery("SELECT site_id, origin FROM site_origin ORDER BY origin")
    List<OriginRow> origins();
}
