package dev.fermata.service.stripe;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;

/** Red while money could be taken without access given: events that cannot be checked, that wait, or that were given up. */
public final class StripeHealthCheck extends HealthCheck {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int NAMED = 5;

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
        if (dead > 0) {
            return Result.unhealthy(
                    "%d events were given up, first of all %s; when what is in the way is gone, have Stripe send them again",
                    dead, String.join(", ", events.firstDead(NAMED)));
        }
        return events.longestWait()
                .filter(wait -> wait.compareTo(LONGEST_WAIT) > 0)
                .map(wait -> Result.unhealthy("An event has waited for " + wait.toMinutes() + " minutes"))
                .orElseGet(Result::healthy);
    }
}
