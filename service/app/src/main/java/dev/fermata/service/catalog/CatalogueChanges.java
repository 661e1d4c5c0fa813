package dev.fermata.service.catalog;

import dev.fermata.service.problem.FieldProblem;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.site.PutSite;
import dev.fermata.service.site.SiteChanges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The only way in which the catalogue changes: one change after the other, each in one transaction, and nothing is written unless
 * all of it can be. Versions of terms are added, never altered; nothing is deleted.
 */
public final class CatalogueChanges {

    /** An advisory lock on this number is held by whoever changes the catalogue. */
    private static final long LOCK = 0x6665726d617461L;

    private final Jdbi jdbi;
    private final Catalog catalog;
    private final SiteChanges sites;
    private final InstantSource clock;

    public CatalogueChanges(Jdbi jdbi, Catalog catalog, SiteChanges sites, InstantSource clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.sites = sites;
        this.clock = clock;
    }

    /** Makes one change; problems about the change itself were found before, so what is left is a conflict. */
    void apply(Change change) {
        jdbi.useTransaction(tx -> {
            var problems = new ArrayList<FieldProblem>();
            lock(tx);
            var plan = new Plan(Snapshot.read(tx), problems);
            plan.add(change);
            if (!problems.isEmpty()) {
                var first = problems.get(0);
                throw new ProblemException(ProblemType.CATALOGUE_CONFLICT, first.detail()).about(first.pointer());
            }
            write(tx, plan);
        });
        catalog.changed();
    }

    /** Takes a term off sale; who has it keeps it. */
    void retire(TermId term) {
        jdbi.useTransaction(tx -> {
            lock(tx);
            tx.attach(CatalogueWriteDao.class).retire(term, clock.instant());
        });
        catalog.changed();
    }

    /** Waits for every other change, by any instance; until the transaction ends there is no other. */
    void lock(Handle tx) {
        tx.attach(CatalogueWriteDao.class).lock(LOCK);
    }

    /**
     * Makes all these changes, and answers how many things are not as they were.
     *
     * @param problems what is known to be wrong; if there is anything, or anything is added, nothing is written
     */
    int apply(Handle tx, List<Change> changes, List<PutSite> putSites, List<FieldProblem> problems) {
        var plan = new Plan(Snapshot.read(tx), problems);
        changes.forEach(plan::add);
        sites.check(tx, putSites, problems);
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        return write(tx, plan) + sites.write(tx, putSites);
    }

    private int write(Handle tx, Plan plan) {
        var dao = tx.attach(CatalogueWriteDao.class);
        return plan.steps().stream()
                .mapToInt(step -> step.write(dao, clock.instant()))
                .sum();
    }

    /** To be called after the transaction was committed. */
    void changed() {
        catalog.changed();
        sites.changed();
    }
}
