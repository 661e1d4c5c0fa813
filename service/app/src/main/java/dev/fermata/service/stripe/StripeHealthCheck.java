package dev.fermata.service.stripe;

import com.codahale.metrics.health.HealthCheck;

/** Red while money could be taken without access given: events that cannot be checked, or that were given up. */
public final class StripeHealthCheck extends HealthCheck {

    private final StripeConfiguration configuration;
    private final StripeEvents events;

    public StripeHealthCheck(StripeConfiguration configuration, StripeEvents events) {
        this.configuration = configuration;
        this.events = events;
    }

    @Override
    protected Result check() {
        if (!configuration.isConnected()) {
            return Result.healthy("No payment provider is connected; nothing can be bought");
        }
        if (configuration.webhookSecrets().isEmpty()) {
            return Result.unhealthy("No webhook signing secret is configured; Stripe's events are turned away");
        }
        long dead = events.dead();
        return dead == 0
                ? Result.healthy(events.pending() + " events wait")
                : Result.unhealthy(dead + " events were given up; replay them");
    }
}
