package dev.fermata.service.db;

import com.codahale.metrics.CachedGauge;
import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Metrics that the database is asked for: every 15 seconds at most, however often they are read. */
public final class Gauges {

    private static final long KEPT_SECONDS = 15;

    private Gauges() {}

    /** @param value asks the database */
    public static void register(MetricRegistry metrics, String name, Supplier<Long> value) {
        metrics.register(name, new CachedGauge<Long>(KEPT_SECONDS, TimeUnit.SECONDS) {
            @Override
            protected Long loadValue() {
                return value.get();
            }
        });
    }
}
