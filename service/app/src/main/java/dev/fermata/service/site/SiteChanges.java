package dev.fermata.service.site;

import dev.fermata.service.http.Origin;
import dev.fermata.service.problem.FieldProblem;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Registers sites and their origins, and takes them off the register. */
public final class SiteChanges {

    private final Sites sites;
    private final InstantSource clock;

    public SiteChanges(Sites sites, InstantSource clock) {
        this.sites = sites;
        this.clock = clock;
    }

    /** Notes every origin that belongs to a site which none of these changes touches. */
    public void check(Handle tx, List<PutSite> wanted, List<FieldProblem> problems) {
        Set<String> touched = wanted.stream().map(PutSite::slug).collect(Collectors.toSet());
        Map<Origin, String> owners = new HashMap<>();
        Sites.read(tx).stream().filter(site -> !touched.contains(site.slug())).forEach(site -> site.origins()
                .forEach(origin -> owners.put(origin, site.slug())));
        for (PutSite site : wanted) {
            site.origins().stream()
                    .filter(owners::containsKey)
                    .map(origin -> new FieldProblem(
                            site.at() + "/origins", origin + " belongs to the site \"" + owners.get(origin) + "\""))
                    .forEach(problems::add);
        }
    }

    /** Writes what is not so already, and answers how many things that was. */
    public int write(Handle tx, List<PutSite> wanted) {
        var dao = tx.attach(SiteDao.class);
        Map<String, Set<Origin>> origins = Sites.read(tx).stream().collect(Collectors.toMap(Site::slug, Site::origins));
        int changed = 0;
        for (PutSite site : wanted) {
            changed += dao.put(new SiteId("site_" + site.slug()), site.slug(), site.name(), clock.instant());
            for (Origin origin : origins.getOrDefault(site.slug(), Set.of())) {
                changed += site.origins().contains(origin) ? 0 : dao.removeOrigin(origin.value());
            }
        }
        for (PutSite site : wanted) {
            for (Origin origin : site.origins()) {
                changed += dao.addOrigin(site.slug(), origin.value());
            }
        }
        return changed;
    }

    /** False if there is no such site. */
    boolean remove(Handle tx, String slug) {
        return tx.attach(SiteDao.class).remove(slug) > 0;
    }

    /** To be called after the transaction was committed. */
    public void changed() {
        sites.changed();
    }
}
