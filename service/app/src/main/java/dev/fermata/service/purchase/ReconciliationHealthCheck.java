package dev.fermata.service.purchase;

import com.codahale.metrics.health.HealthCheck;
import dev.fermata.service.purchase.Reconciliation.Count;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Red while our books and the payment provider's differed when all was compared last, and settling did not mend it. */
public final class ReconciliationHealthCheck extends HealthCheck {

    private final Reconciliations reconciliations;

    public ReconciliationHealthCheck(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @Override
    protected Result check() {
        Optional<Reconciliation> latest = reconciliations.latestFinished();
        if (latest.isEmpty()) {
            return Result.healthy();
        }
        List<Count> open = reconciliations.counts(latest.get().id()).stream()
                .filter(count -> count.open() > 0)
                .toList();
        return open.isEmpty()
                ? Result.healthy()
                : Result.unhealthy(
                        "%s",
                        "The reconciliation " + latest.get().id() + " could not mend: "
                                + open.stream()
                                        .map(ReconciliationHealthCheck::describe)
                                        .collect(Collectors.joining(", ")));
    }

    private static String describe(Count count) {
        return count.open() + " " + count.kind().name().toLowerCase(Locale.ROOT);
    }
}
