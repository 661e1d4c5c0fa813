package dev.fermata.service.purchase;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** Red while a refund was wanted here and the payment provider has not answered for long. */
public final class RefundHealthCheck extends HealthCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Jdbi jdbi;
    private final InstantSource clock;

    public RefundHealthCheck(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        var before = clock.instant().minus(PATIENCE);
        long waiting = jdbi.withExtension(MoneyBackDao.class, dao -> dao.unanswered(before));
        return waiting == 0
                ? Result.healthy()
                : Result.unhealthy(
                        waiting + " refunds wait for the payment provider's answer; they are asked for again");
    }
}
