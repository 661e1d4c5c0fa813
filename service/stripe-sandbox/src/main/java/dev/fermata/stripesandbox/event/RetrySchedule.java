package dev.fermata.stripesandbox.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait after the first, second … failed try. */
public record RetrySchedule(List<Duration> waits) {

    /** Stripe publishes "up to three days with exponential back-off"; the steps are ours, the first ones short. */
    public static final RetrySchedule STANDARD = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(10),
            Duration.ofHours(20),
            Duration.ofHours(36)));

    Optional<Duration> after(int failedTries) {
        return failedTries <= waits.size() ? Optional.of(waits.get(failedTries - 1)) : Optional.empty();
    }
}
