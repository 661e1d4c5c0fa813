package dev.fermata.service.webhook;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.fermata.service.db.MasterKey;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** The way out for messages, put together: where they are written, who sends them, where they go, and what is known of it. */
public record Webhooks(
        Outbox outbox,
        DeliveryWorker worker,
        WebhookEndpointsEndpoint endpoints,
        WebhookDeliveriesEndpoint deliveries,
        DeliveryHealthCheck health,
        Task<?> prune) {

    /** As long as Standard Webhooks has senders wait. */
    private static final Duration TOTAL = Duration.ofSeconds(15);

    public static Webhooks of(
            WebhookConfiguration configuration,
            Jdbi jdbi,
            InstantSource clock,
            ObjectMapper json,
            MasterKey masterKey,
            MetricRegistry metrics) {
        var allowed = new AllowedAddresses(configuration.allowedNetworks());
        var sender = new Sender(clock, masterKey, allowed, TOTAL);
        var worker = new DeliveryWorker(new Deliveries(jdbi, clock), sender, metrics);
        var outbox = new Outbox(clock, json, worker::wake);
        var endpoints = new Endpoints(jdbi, clock, masterKey, worker::wake);
        var log = new DeliveryLog(jdbi, clock, outbox, worker::wake);
        WebhookMetrics.register(metrics, jdbi, clock);
        return new Webhooks(
                outbox,
                worker,
                new WebhookEndpointsEndpoint(endpoints, allowed),
                new WebhookDeliveriesEndpoint(endpoints, log, clock),
                new DeliveryHealthCheck(jdbi, clock),
                WebhookPruneJob.of(log));
    }
}
