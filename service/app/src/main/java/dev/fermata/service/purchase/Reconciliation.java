package dev.fermata.service.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of our books with the payment provider's.
 *
 * @param daily whether it is the regular one, and not one that somebody asked for
 * @param since from when on checkouts that were opened, and purchases that changed, are compared
 * @param finishedAt when all was compared; null while it runs, and for ever if it did not get through
 * @param checkouts how many of the payment provider's checkouts were compared
 * @param purchases how many purchases were looked up that were not among those
 * @param moneyBack how many refunds and disputes were compared
 * @param error why it did not get through
 */
public record Reconciliation(
        ReconciliationId id,
        boolean daily,
        Instant since,
        Instant until,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int checkouts,
        int purchases,
        int moneyBack,
        @Nullable String error) {

    Reconciliation finished(Instant at, BookComparison comparison) {
        return ended(at, comparison, null);
    }

    Reconciliation failed(String why, BookComparison comparison) {
        return ended(null, comparison, why);
    }

    private Reconciliation ended(@Nullable Instant finished, BookComparison comparison, @Nullable String failure) {
        return new Reconciliation(
                id,
                daily,
                since,
                until,
                startedAt,
                finished,
                comparison.checkouts(),
                comparison.changed(),
                comparison.moneyBack(),
                failure);
    }

    /** How many findings of a kind there are, and how many of them were mended. */
    public record Count(Finding.Kind kind, long found, long mended) {

        public long open() {
            return kind.isAlarming() ? found - mended : 0;
        }
    }
}
