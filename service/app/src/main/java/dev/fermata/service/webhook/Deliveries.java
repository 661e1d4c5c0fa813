package dev.fermata.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The queue of what is to be sent. What was taken and not recorded, because the instance was killed say, is taken again by
 * whoever looks first: each message arrives at least once, under the same id each time.
 */
final class Deliveries {

    /** Longer than sending takes, whatever the other side does. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** Sent to one endpoint at once by one instance. */
    static final int AT_ONCE = 4;

    /** An endpoint at which nothing arrives for so long is disabled. */
    static final Duration PATIENCE = Duration.ofDays(5);

    private final Jdbi jdbi;
    private final InstantSource clock;

    Deliveries(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @param running the endpoints that are being sent to, each as often as it is */
    List<Delivery> take(List<EndpointId> running) {
        Instant now = clock.instant();
        String[] busy = running.stream().map(EndpointId::value).toArray(String[]::new);
        return jdbi.withExtension(DeliveryDao.class, dao -> dao.take(now, now.plus(LEASE), AT_ONCE, busy));
    }

    /** @param retryAfter until when the endpoint asked to be left alone */
    void record(Delivery delivery, Attempt attempt, @Nullable Instant retryAfter) {
        jdbi.useTransaction(tx -> {
            tx.attach(DeliveryDao.class).log(delivery, attempt);
            if (attempt.hasArrived()) {
                tx.attach(DeliveryDao.class).arrived(delivery);
                tx.attach(EndpointDao.class).arrived(delivery.endpointId());
            } else {
                fail(tx, delivery, attempt, retryAfter);
            }
        });
    }

    private void fail(Handle tx, Delivery delivery, Attempt attempt, @Nullable Instant retryAfter) {
        var dao = tx.attach(DeliveryDao.class);
        Instant now = clock.instant();
        Optional<Instant> next =
                attempt.saysGone() ? Optional.empty() : RetrySchedule.next(delivery.attempts(), now, retryAfter);
        next.ifPresentOrElse(at -> dao.retry(delivery, at), () -> dao.giveUp(delivery));
        var endpoints = tx.attach(EndpointDao.class);
        if (attempt.saysGone()) {
            endpoints.gone(delivery.endpointId(), now);
        }
        endpoints.failed(delivery.endpointId(), now, now.minus(PATIENCE));
    }
}
