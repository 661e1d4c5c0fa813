package dev.fermata.service.stripe;

import dev.fermata.service.stripe.StripeEvents.State;
import dev.fermata.service.stripe.StripeEvents.Taken;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Few, as each waits for those before it. */
    private static final int AT_ONCE = 5;

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

    /** Whether anything is to be done about events of this type. */
    boolean handles(String type) {
        return handlers.containsKey(type);
    }

    /** Says that an event was stored. */
    void wake() {
        work.release();
    }

    private void work() {
        while (running) {
            try {
                List<Taken> taken = events.take(AT_ONCE);
                handle(taken);
                if (taken.isEmpty()) {
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

    /** One after the other; those that are through are noted together, and are gone through again should that fail. */
    private void handle(List<Taken> taken) {
        List<Taken> done = new ArrayList<>();
        List<Taken> ignored = new ArrayList<>();
        for (Taken event : taken) {
            try {
                (isOurs(event) ? done : ignored).add(event);
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
        events.finish(done, State.DONE);
        events.finish(ignored, State.IGNORED);
    }

    /** Does what the event asks for. */
    private boolean isOurs(Taken event) {
        StripeEventHandler handler = handlers.get(event.type());
        return handler != null && event.objectId() != null && handler.handle(event.objectId());
    }

    private void pause() {
        try {
            work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
