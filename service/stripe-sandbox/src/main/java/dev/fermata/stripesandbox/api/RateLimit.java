package dev.fermata.stripesandbox.api;

import dev.fermata.stripesandbox.clock.SandboxClock;
import java.time.Duration;
import java.time.Instant;

/**
 * So many reads and so many writes a second, as <a href="https://docs.stripe.com/rate-limits">Stripe has them</a>: 25 each
 * in test mode. Off until somebody turns it on.
 */
public final class RateLimit {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    /** What may still be taken; fills up again as time goes by. */
    private static final class Bucket {
        private double left;
        private Instant at = Instant.MIN;

        private boolean take(int perSecond, Instant now) {
            double seconds = at.equals(Instant.MIN)
                    ? 1
                    : Math.min(1, (double) Duration.between(at, now).toNanos() / NANOS);
            left = Math.min(perSecond, left + seconds * perSecond);
            at = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final SandboxClock clock;
    private int perSecond;
    private Bucket reads = new Bucket();
    private Bucket writes = new Bucket();

    public RateLimit(SandboxClock clock) {
        this.clock = clock;
    }

    /** @param requests reads, and as many writes; 0 for no limit */
    public synchronized void allow(int requests) {
        if (requests < 0) {
            throw new IllegalArgumentException("A limit is 0, for none, or more");
        }
        perSecond = requests;
        reads = new Bucket();
        writes = new Bucket();
    }

    public synchronized int perSecond() {
        return perSecond;
    }

    synchronized void check(String method) {
        Bucket bucket = method.equals("GET") ? reads : writes;
        if (perSecond > 0 && !bucket.take(perSecond, clock.instant())) {
            throw StripeError.rateLimit();
        }
    }
}
