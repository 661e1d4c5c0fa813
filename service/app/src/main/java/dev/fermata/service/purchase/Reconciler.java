package dev.fermata.service.purchase;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fermata.service.jobs.Sweeps;
import dev.fermata.service.purchase.PaymentRecords.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every day: compares our books with the payment provider's both ways, has what differs settled, and writes down what did and what
 * still does. Its turn comes every hour and is used once a day has passed since the last one that got through, so that a failure
 * does not cost a day.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration TURN = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration LOOKS_BACK = Duration.ofDays(2);
    private static final Duration LOOKS_BACK_AT_MOST = Duration.ofDays(31);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Purchases purchases;
    private final PaymentRecords records;

    public Reconciler(Jdbi jdbi, InstantSource clock, Purchases purchases, PaymentRecords records) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.purchases = purchases;
        this.records = records;
    }

    public Task<?> task(Sweeps sweeps) {
        return sweeps.task("reconciliation-sweep", FixedDelay.of(TURN), TURN, this::turn);
    }

    /** @throws PaymentProviderException if the payment provider gives no usable answer; what was found is kept */
    void turn() {
        Instant now = clock.instant();
        Optional<Reconciliation> last = jdbi.withExtension(ReconciliationDao.class, ReconciliationDao::latestDaily);
        Instant finished = last.map(Reconciliation::finishedAt).orElse(Instant.EPOCH);
        if (!finished.isAfter(now.minus(EVERY))) {
            carryOut(begin(true, window(now, last)));
        }
    }

    /** Two days, and more after a time in which none got through. */
    private static Window window(Instant now, Optional<Reconciliation> last) {
        Instant wanted = now.minus(LOOKS_BACK);
        Instant reached = last.map(Reconciliation::until).orElse(now).minus(EVERY);
        Instant since = reached.isBefore(wanted) ? reached : wanted;
        Instant earliest = now.minus(LOOKS_BACK_AT_MOST);
        return new Window(since.isBefore(earliest) ? earliest : since, now);
    }

    /** Writes down that the books of this window are to be compared. */
    Reconciliation begin(boolean daily, Window window) {
        var begun = new Reconciliation(
                ReconciliationId.next(), daily, window.since(), window.until(), clock.instant(), null, 0, 0, 0, null);
        jdbi.useExtension(ReconciliationDao.class, dao -> dao.insert(begun));
        return begun;
    }

    /**
     * Compares, mends, and writes down each finding as it comes.
     *
     * @throws PaymentProviderException if the payment provider gives no usable answer; what was found is kept
     */
    Reconciliation carryOut(Reconciliation begun) {
        var position = new AtomicInteger();
        var comparison = new BookComparison(
                jdbi, purchases, records, finding -> note(begun.id(), position.incrementAndGet(), finding));
        try {
            Optional<Reconciliation> before = latestFinished();
            comparison.run(new Window(begun.since(), begun.until()), begun.startedAt(), open(before));
            while (!end(begun.finished(clock.instant(), comparison), before)) {
                before = latestFinished();
                comparison.compareAgain(open(before));
            }
        } catch (RuntimeException e) {
            jdbi.useExtension(ReconciliationDao.class, dao -> dao.end(begun.failed(describe(e), comparison)));
            throw e;
        }
        return jdbi.withExtension(
                ReconciliationDao.class, dao -> dao.find(begun.id()).orElseThrow());
    }

    private Optional<Reconciliation> latestFinished() {
        return jdbi.withExtension(ReconciliationDao.class, ReconciliationDao::latestFinished);
    }

    private List<Finding> open(Optional<Reconciliation> of) {
        return jdbi.withExtension(
                ReconciliationDao.class, dao -> of.map(it -> dao.open(it.id())).orElse(List.of()));
    }

    /** The latest to end speaks for all before it. False if another ended after the one whose open findings this one looked at. */
    private boolean end(Reconciliation ended, Optional<Reconciliation> before) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(ReconciliationDao.class);
            dao.letNoOtherEnd();
            if (!dao.latestFinished().map(Reconciliation::id).equals(before.map(Reconciliation::id))) {
                return false;
            }
            dao.end(ended);
            return true;
        });
    }

    private void note(ReconciliationId id, int position, Finding finding) {
        if (finding.isOpen()) {
            LOG.error("{}: {} {}: {}", finding.kind(), finding.purchaseId(), finding.checkoutId(), finding.detail());
        } else {
            LOG.warn("{}: {} {}: {}", finding.kind(), finding.purchaseId(), finding.checkoutId(), finding.detail());
        }
        jdbi.useExtension(ReconciliationDao.class, dao -> dao.note(id, position, finding));
    }

    private static String describe(RuntimeException e) {
        return e instanceof PaymentProviderException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }
}
