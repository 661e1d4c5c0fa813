package dev.fermata.service.webhook;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Gauges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Numbers about what is to be sent, asked of the database a few times a minute at most. */
final class WebhookMetrics {

    private WebhookMetrics() {}

    static void register(MetricRegistry metrics, Jdbi jdbi, InstantSource clock) {
        gauge(metrics, jdbi, "waiting", DeliveryDao::waiting);
        gauge(metrics, jdbi, "given-up", DeliveryDao::failed);
        gauge(metrics, jdbi, "longest-wait-seconds", dao -> dao.longestDue()
                .map(due -> Math.max(0, Duration.between(due, clock.instant()).toSeconds()))
                .orElse(0L));
    }

    private static void gauge(MetricRegistry metrics, Jdbi jdbi, String name, Function<DeliveryDao, Long> value) {
        Gauges.register(metrics, "webhook." + name, () -> jdbi.withExtension(DeliveryDao.class, value::apply));
    }
}
