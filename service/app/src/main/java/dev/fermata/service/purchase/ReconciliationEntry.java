package dev.fermata.service.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fermata.service.purchase.Finding.Kind;
import dev.fermata.service.purchase.Reconciliation.Count;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation as servers see it.
 *
 * @param findings left out of lists
 */
record ReconciliationEntry(
        ReconciliationId id,
        boolean daily,
        Instant since,
        Instant until,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error,
        Compared compared,
        Map<String, Found> counts,
        long open,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FindingEntry> findings) {

    /** How much was compared. */
    record Compared(int checkouts, int purchases, int moneyBack) {}

    /** How many of a kind there are, and how many of them were mended. */
    record Found(long found, long mended) {}

    /** One difference. */
    record FindingEntry(
            Kind kind, @Nullable PurchaseId purchaseId, @Nullable String checkoutId, String detail, boolean mended) {

        static FindingEntry of(Finding finding) {
            return new FindingEntry(
                    finding.kind(), finding.purchaseId(), finding.checkoutId(), finding.detail(), finding.mended());
        }
    }

    static ReconciliationEntry of(Reconciliation done, List<Count> counts, @Nullable List<Finding> findings) {
        return new ReconciliationEntry(
                done.id(),
                done.daily(),
                done.since(),
                done.until(),
                done.startedAt(),
                done.finishedAt(),
                done.error(),
                new Compared(done.checkouts(), done.purchases(), done.moneyBack()),
                byKind(counts),
                counts.stream().mapToLong(Count::open).sum(),
                findings == null
                        ? null
                        : findings.stream().map(FindingEntry::of).toList());
    }

    /** Every kind, also those of which there are none. */
    private static Map<String, Found> byKind(List<Count> counts) {
        Map<String, Found> found = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            found.put(kind.name().toLowerCase(Locale.ROOT), new Found(0, 0));
        }
        counts.forEach(count ->
                found.put(count.kind().name().toLowerCase(Locale.ROOT), new Found(count.found(), count.mended())));
        return found;
    }
}
