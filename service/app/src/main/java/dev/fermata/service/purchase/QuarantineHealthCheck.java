package dev.fermata.service.purchase;

import com.codahale.metrics.health.HealthCheck;
import org.jdbi.v3.core.Jdbi;

/** Red while a purchase was paid but not granted because the payment contradicts what was sold. */
public final class QuarantineHealthCheck extends HealthCheck {

    private final Jdbi jdbi;

    public QuarantineHealthCheck(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    protected Result check() {
        long held = jdbi.withExtension(PurchaseDao.class, PurchaseDao::quarantined);
        return held == 0 ? Result.healthy() : Result.unhealthy(held + " paid purchases are in quarantine");
    }
}
