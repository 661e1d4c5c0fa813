package dev.fermata.service.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.jobs.Pace;
import dev.fermata.service.purchase.Purchases;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The way in for Stripe events, put together: where they arrive, who looks for more, where they wait, and who works on them. */
public record StripeInbox(
        StripeEventEndpoint endpoint, StripeEventWorker worker, StripeEvents events, StripeEventSweep sweep) {

    public static StripeInbox of(
            StripeApi stripe,
            StripeConfiguration configuration,
            Purchases purchases,
            Jdbi jdbi,
            InstantSource clock,
            ObjectMapper json,
            Pace pace) {
        var events = new StripeEvents(jdbi, clock);
        List<StripeEventHandler> handlers = handlers(new PurchaseOfStripe(stripe, purchases));
        var worker = new StripeEventWorker(events, handlers, configuration.getEventWorkers());
        var list = new StripeEventList(
                stripe, json, handlers.stream().map(StripeEventHandler::type).toList(), pace);
        var signature = new StripeSignature(configuration.webhookSecrets(), clock);
        return new StripeInbox(
                new StripeEventEndpoint(signature, events, worker, json, stripe.livemode()),
                worker,
                events,
                new StripeEventSweep(jdbi, clock, list, events, worker, stripe.livemode()));
    }

    private static List<StripeEventHandler> handlers(PurchaseOfStripe purchase) {
        return List.of(
                new CheckoutSessionCompleted(purchase),
                new CheckoutSessionAsyncPaymentSucceeded(purchase),
                new CheckoutSessionAsyncPaymentFailed(purchase),
                new CheckoutSessionExpired(purchase),
                new ChargeRefunded(purchase),
                new RefundCreated(purchase),
                new RefundUpdated(purchase),
                new RefundFailed(purchase),
                new ChargeDisputeCreated(purchase),
                new ChargeDisputeUpdated(purchase),
                new ChargeDisputeClosed(purchase),
                new ChargeDisputeFundsWithdrawn(purchase),
                new ChargeDisputeFundsReinstated(purchase),
                new EarlyFraudWarningCreated(purchase),
                new EarlyFraudWarningUpdated(purchase));
    }
}
