package dev.fermata.service.stripe;

import dev.fermata.service.stripe.StripeEvents.State;
import dev.fermata.service.stripe.StripeEvents.Taken;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on stored Stripe events, several at once, on every instance; woken by new ones, and looking by itself every second. */
public final class StripeEventWorker implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(StripeEventWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(15);

    private final StripeEvents events;
    private final Map<String, StripeEventHandler> handlers;
    private final ExecutorService threads;
    private final int size;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;

    StripeEventWorker(StripeEvents events, List<StripeEventHandler> handlers, int size) {
        this.events = events;
        this.handlers = handlers.stream().collect(Collectors.toMap(StripeEventHandler::type, Function.identity()));
        this.size = size;
        var number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(
                size, task -> new Thread(task, "stripe-events-" + number.incrementAndGet()));
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < size; i++) {
            threads.execute(this::work);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        running = false;
        work.release(size);
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /** Says that an event was stored. */
    void wake() {
        work.release();
    }

    private void work() {
        while (running) {
            try {
                Optional<Taken> event = events.take();
                if (event.isPresent()) {
                    handle(event.get());
                } else {
                    work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Stripe events cannot be taken: {}", e.toString());
                pause();
            }
        }
    }

    private void handle(Taken event) {
        StripeEventHandler handler = handlers.get(event.type());
        try {
            boolean ours = handler != null && event.objectId() != null && handler.handle(event.objectId());
            events.finish(event, ours ? State.DONE : State.IGNORED);
        } catch (RuntimeException | Error e) {
            // An error too: a worker that died of one event would work on no other.
            LOG.warn(
                    "Stripe event {} ({}) fails, attempt {}: {}",
                    event.id(),
                    event.type(),
                    event.attempts(),
                    e.toString());
            events.fail(event, e);
        }
    }

    private void pause() {
        try {
            work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
