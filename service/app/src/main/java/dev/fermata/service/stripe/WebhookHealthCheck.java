package dev.fermata.service.stripe;

import com.codahale.metrics.health.HealthCheck;
import dev.fermata.service.jobs.Sweeps;
import java.util.List;

/** Red while Stripe has events for us and does not tell: the endpoint in its dashboard is gone, disabled, or lacks a type. */
public final class WebhookHealthCheck extends HealthCheck {

    private static final String WHAT_TO_DO =
            "look at the webhook endpoint in Stripe's dashboard: is it there, enabled, with our address and all our types?"
                    + " Then have Stripe send one of its events again";

    private final WebhookSilence silence;
    private final Sweeps sweeps;

    public WebhookHealthCheck(WebhookSilence silence, Sweeps sweeps) {
        this.silence = silence;
        this.sweeps = sweeps;
    }

    @Override
    protected Result check() {
        List<String> types = silence.types();
        if (!types.isEmpty()) {
            return Result.unhealthy(
                    "Stripe does not tell of %s, which its list of events has; %s",
                    String.join(", ", types), WHAT_TO_DO);
        }
        // While the list is read, it knows better: pages may have been over while this service was away.
        if (sweeps.overdue(StripeEventSweep.NAME).isPresent() && silence.sincePagesWereOpened()) {
            return Result.unhealthy("Checkout pages were opened and are over, and no event came; %s", WHAT_TO_DO);
        }
        return Result.healthy();
    }
}
