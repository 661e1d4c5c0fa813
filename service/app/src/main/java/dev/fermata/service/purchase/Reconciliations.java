package dev.fermata.service.purchase;

import dev.fermata.service.purchase.Finding.Kind;
import dev.fermata.service.purchase.Reconciliation.Count;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What the comparisons with the payment provider's books found. */
public final class Reconciliations {

    private static final int LATEST = 50;
    private static final int MOST_FINDINGS = 1000;

    private final Jdbi jdbi;

    public Reconciliations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The latest ones, newest first. */
    List<Reconciliation> latest() {
        return jdbi.withExtension(ReconciliationDao.class, dao -> dao.latest(LATEST));
    }

    Optional<Reconciliation> find(ReconciliationId id) {
        return jdbi.withExtension(ReconciliationDao.class, dao -> dao.find(id));
    }

    /** The one that compared everything last. */
    Optional<Reconciliation> latestFinished() {
        return jdbi.withExtension(ReconciliationDao.class, ReconciliationDao::latestFinished);
    }

    /** How many of each kind there are; kinds without any are left out. */
    List<Count> counts(ReconciliationId id) {
        return jdbi.withExtension(ReconciliationDao.class, dao -> dao.counts(id)).stream()
                .sorted(Comparator.comparing(Count::kind))
                .toList();
    }

    /** What it found, what is open first; no more than a thousand. */
    List<Finding> findings(ReconciliationId id) {
        return jdbi.withExtension(ReconciliationDao.class, dao -> dao.findings(id, MOST_FINDINGS));
    }

    /** How many of a kind the latest finished one found, mended ones included. */
    long found(Kind kind) {
        return latestFinished().map(latest -> counts(latest.id())).orElse(List.of()).stream()
                .filter(count -> count.kind() == kind)
                .mapToLong(Count::found)
                .sum();
    }

    /** How many findings of the latest finished one wait for somebody to act. */
    long open() {
        return latestFinished().map(latest -> counts(latest.id())).orElse(List.of()).stream()
                .mapToLong(Count::open)
                .sum();
    }
}
