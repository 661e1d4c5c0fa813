package dev.fermata.service.site;

import dev.fermata.service.http.Origin;
import dev.fermata.service.problem.FieldProblem;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Registers sites and their origins, and takes them off the register. */
public final class SiteChanges {

    private final Jdbi jdbi;
    private final Sites sites;
    private final InstantSource clock;

    public SiteChanges(Jdbi jdbi, Sites sites, InstantSource clock) {
        this.jdbi = jdbi;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * Notes every origin that belongs to a site which none of these changes touches. Until the transaction ends nobody else changes
     * sites.
     */
    public void check(Handle tx, List<PutSite> wanted, List<FieldProblem> problems) {
        tx.attach(SiteDao.class).lock();
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

    /** Registers one site. */
    void put(PutSite site) {
        jdbi.useTransaction(tx -> {
            var problems = new ArrayList<FieldProblem>();
            check(tx, List.of(site), problems);
            if (!problems.isEmpty()) {
                throw new ProblemException(
                                ProblemType.CATALOGUE_CONFLICT, problems.get(0).detail())
                        .about("/origins");
            }
            write(tx, List.of(site));
        });
        changed();
    }

    /** False if there is no such site. */
    boolean remove(String slug) {
        int removed = jdbi.withExtension(SiteDao.class, dao -> dao.remove(slug));
        changed();
        return removed > 0;
    }

    /** To be called after the transaction was committed. */
    public void changed() {
        sites.changed();
    }
}
