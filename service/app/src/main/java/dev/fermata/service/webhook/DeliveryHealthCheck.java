package dev.fermata.service.webhook;

import com.codahale.metrics.health.HealthCheck;
import dev.fermata.service.webhook.Endpoint.DisabledReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Red while messages do not get to where they are wanted, and somebody has to look. */
public final class DeliveryHealthCheck extends HealthCheck {

    private static final Duration FAILING = Duration.ofDays(1);
    private static final Duration UNTOUCHED = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final InstantSource clock;

    DeliveryHealthCheck(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        List<String> wrong = Stream.concat(
                        jdbi.withExtension(EndpointDao.class, EndpointDao::all).stream()
                                .filter(this::isLost)
                                .map(DeliveryHealthCheck::word),
                        jdbi.withExtension(DeliveryDao.class, DeliveryDao::longestDue).stream()
                                .filter(due -> due.isBefore(clock.instant().minus(UNTOUCHED)))
                                .map(due -> "messages have waited to be sent since " + due))
                .toList();
        return wrong.isEmpty() ? Result.healthy() : Result.unhealthy(String.join("; ", wrong));
    }

    private boolean isLost(Endpoint endpoint) {
        Instant since = endpoint.failingSince();
        return endpoint.disabledReason() == DisabledReason.GONE
                || endpoint.disabledReason() == DisabledReason.FAILING
                || endpoint.enabled()
                        && since != null
                        && since.isBefore(clock.instant().minus(FAILING));
    }

    private static String word(Endpoint endpoint) {
        if (endpoint.disabledReason() == DisabledReason.GONE) {
            return "the webhook endpoint " + endpoint.id() + " answered 410 and is disabled";
        }
        return "nothing has arrived at the webhook endpoint " + endpoint.id() + " since " + endpoint.failingSince()
                + (endpoint.enabled() ? "" : ", and it is disabled");
    }
}
