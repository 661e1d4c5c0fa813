package dev.fermata.service.site;

import dev.fermata.service.db.Id;

/** Identifies a site, {@code site_…}. */
public record SiteId(String value) implements Id {

    public static SiteId next() {
        return new SiteId(Id.next("site"));
    }

    @Override
    public String toString() {
        return value;
    }
}
