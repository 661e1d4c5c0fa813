package dev.fermata.gate.service;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the service answers, and answers in time. Says so in the log when that changes, and never in between. While it does not, pages
 * don't wait for it, but for one in a few seconds that finds out whether it is back.
 */
public final class ServiceHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceHealth.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long WELL = Long.MIN_VALUE;

    private final URI service;
    private final Duration patience;
    private final InstantSource clock;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final AtomicLong nobodyWaitsUntil = new AtomicLong(WELL);

    /** @param patience how long a page waits; who answers later is slow */
    public ServiceHealth(URI service, Duration patience, InstantSource clock) {
        this.service = service;
        this.patience = patience;
        this.clock = clock;
    }

    /** Whether this page may wait; while the service is in trouble, every few seconds one may. */
    public boolean mayWait() {
        long until = nobodyWaitsUntil.get();
        if (until == WELL) {
            return true;
        }
        long now = clock.millis();
        return now >= until && nobodyWaitsUntil.compareAndSet(until, now + PAUSE.toMillis());
    }

    /** The service answered, whatever it said; pages wait for it again if that was in time. */
    public void answered(Duration took) {
        if (problem.getAndSet(null) != null) {
            LOG.info("The paywall service at {} answers again.", service);
        }
        if (took.compareTo(patience) <= 0) {
            nobodyWaitsUntil.set(WELL);
        }
    }

    /** A page waited in vain. */
    public void keptWaiting() {
        pause();
    }

    public void failed(String why) {
        pause();
        if (problem.getAndSet(why) == null) {
            LOG.warn(
                    "The paywall service at {} does not answer: {}. Readers with a token of the last hour read on; offers are the"
                            + " last known ones.",
                    service,
                    why);
        }
    }

    private void pause() {
        nobodyWaitsUntil.set(clock.millis() + PAUSE.toMillis());
    }
}
