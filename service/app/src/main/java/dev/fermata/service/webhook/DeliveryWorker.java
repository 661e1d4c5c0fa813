package dev.fermata.service.webhook;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.fermata.service.webhook.Sender.Result;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, on every instance; woken by new messages, and looking by itself every second. Each endpoint has a few threads at
 * a time and no more, so that a slow or dead one holds up only itself.
 */
public final class DeliveryWorker implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(16);

    private final Deliveries deliveries;
    private final Sender sender;
    private final Timer attempts;
    private final Meter delivered;
    private final Meter failed;
    private final ConcurrentLinkedQueue<EndpointId> running = new ConcurrentLinkedQueue<>();
    private final Semaphore work = new Semaphore(0);
    private final Thread looking = new Thread(this::look, "webhooks");
    private final ExecutorService threads;
    private volatile boolean runs;

    DeliveryWorker(Deliveries deliveries, Sender sender, MetricRegistry metrics) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.attempts = metrics.timer("webhook.attempts");
        this.delivered = metrics.meter("webhook.delivered");
        this.failed = metrics.meter("webhook.failed");
        var number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> new Thread(task, "webhooks-" + number.incrementAndGet()));
    }

    @Override
    public void start() {
        runs = true;
        looking.start();
    }

    @Override
    public void stop() throws InterruptedException {
        runs = false;
        wake();
        looking.join(LOOK_EVERY.toMillis());
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        sender.close();
    }

    /** Says that there may be something to send. */
    void wake() {
        work.release();
    }

    private void look() {
        while (runs) {
            if (!takeSome()) {
                await();
            }
        }
    }

    private boolean takeSome() {
        try {
            List<Delivery> due = deliveries.take(List.copyOf(running));
            due.forEach(this::begin);
            return !due.isEmpty();
        } catch (RuntimeException e) {
            LOG.warn("Webhooks cannot be taken: {}", e.toString());
            return false;
        }
    }

    private void await() {
        try {
            work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            work.drainPermits();
        } catch (InterruptedException e) {
            runs = false;
        }
    }

    private void begin(Delivery delivery) {
        running.add(delivery.endpointId());
        threads.execute(() -> {
            try {
                send(delivery);
            } catch (RuntimeException | Error e) {
                // It is due again when its lease ends.
                LOG.warn("The webhook {} is sent again: {}", delivery.messageId(), e.toString());
            } finally {
                running.remove(delivery.endpointId());
                wake();
            }
        });
    }

    private void send(Delivery delivery) {
        Result result = sender.send(delivery);
        Attempt attempt = result.attempt();
        deliveries.record(delivery, attempt, result.retryAfter());
        attempts.update(Duration.ofMillis(attempt.latencyMs()));
        (attempt.hasArrived() ? delivered : failed).mark();
        if (!attempt.hasArrived()) {
            LOG.info(
                    "The webhook {} does not arrive at {}, attempt {}: {}",
                    delivery.messageId(),
                    delivery.endpointId(),
                    delivery.attempts(),
                    attempt.error() == null ? attempt.status() : attempt.error());
        }
    }
}
