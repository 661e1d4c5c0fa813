package dev.fermata.service.purchase;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Gauges;
import dev.fermata.service.purchase.Finding.Kind;
import java.util.function.Supplier;

/** Numbers about the latest finished reconciliation, asked of the database a few times a minute at most. */
public final class ReconciliationMetrics {

    private ReconciliationMetrics() {}

    public static void register(MetricRegistry metrics, Reconciliations reconciliations) {
        gauge(metrics, "paid-not-granted", () -> reconciliations.found(Kind.PAID_NOT_GRANTED));
        gauge(metrics, "granted-not-paid", () -> reconciliations.found(Kind.GRANTED_NOT_PAID));
        gauge(metrics, "amount-differs", () -> reconciliations.found(Kind.AMOUNT_DIFFERS));
        gauge(metrics, "open", reconciliations::open);
    }

    private static void gauge(MetricRegistry metrics, String name, Supplier<Long> value) {
        Gauges.register(metrics, "reconciliation." + name, value);
    }
}
