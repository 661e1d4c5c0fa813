package dev.fermata.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When a message is sent again: ten attempts over three days, as Standard Webhooks suggests, each a little off. */
final class RetrySchedule {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final int ATTEMPTS = DELAYS.size() + 1;

    /** However long an endpoint asks to be left alone. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private RetrySchedule() {}

    /**
     * After so many attempts; empty if that was the last one.
     *
     * @param retryAfter until when the endpoint asked to be left alone
     */
    static Optional<Instant> next(int attempts, Instant now, @Nullable Instant retryAfter) {
        if (attempts >= ATTEMPTS) {
            return Optional.empty();
        }
        long delay = DELAYS.get(attempts - 1).toMillis();
        Instant planned = now.plusMillis(delay + ThreadLocalRandom.current().nextLong(delay / 10 + 1));
        if (retryAfter == null || retryAfter.isBefore(planned)) {
            return Optional.of(planned);
        }
        Instant latest = now.plus(LONGEST_WAIT);
        return Optional.of(retryAfter.isAfter(latest) ? latest : retryAfter);
    }
}
