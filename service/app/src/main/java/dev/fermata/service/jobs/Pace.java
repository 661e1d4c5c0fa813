package dev.fermata.service.jobs;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Holds background work to so many calls a second, so that it leaves room for readers at whoever is called. */
public final class Pace {

    private final Bucket bucket;

    private Pace(int calls) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, Duration.ofSeconds(1)))
                .build();
    }

    public static Pace perSecond(int calls) {
        return new Pace(calls);
    }

    /**
     * Returns when the next call may be made.
     *
     * @throws IllegalStateException if the thread is to stop
     */
    public void await() {
        try {
            bucket.asBlocking().consume(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the next call", e);
        }
    }
}
