package dev.fermata.service.site;

import dev.fermata.service.http.Origin;
import java.util.Set;

/** A publisher's site: whose pages may call the service from a browser, and where a reader may be sent back to. */
public record Site(SiteId id, String slug, String name, Set<Origin> origins) {

    public Site {
        origins = Set.copyOf(origins);
    }
}
