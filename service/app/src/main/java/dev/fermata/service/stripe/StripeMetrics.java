package dev.fermata.service.stripe;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Gauges;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Numbers about Stripe's events, asked of the database a few times a minute at most. */
public final class StripeMetrics {

    private StripeMetrics() {}

    public static void register(MetricRegistry metrics, StripeEvents events, WebhookSilence silence) {
        gauge(metrics, "told-seconds-ago", () -> seconds(silence.sinceTold()));
        gauge(metrics, "lag-seconds", () -> seconds(silence.lag()));
        gauge(metrics, "untold", silence::untold);
        gauge(metrics, "dead", events::dead);
        gauge(metrics, "longest-wait-seconds", () -> events.longestWait()
                .map(Duration::toSeconds)
                .orElse(0L));
    }

    /** -1 where there is none to measure. */
    private static long seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(-1L);
    }

    private static void gauge(MetricRegistry metrics, String name, Supplier<Long> value) {
        Gauges.register(metrics, "stripe.events." + name, value);
    }
}
