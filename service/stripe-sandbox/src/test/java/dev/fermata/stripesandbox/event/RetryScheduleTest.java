package dev.fermata.stripesandbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void growsAndEndsWithinThreeDays() {
        Duration total = RetrySchedule.STANDARD.waits().stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(RetrySchedule.STANDARD.waits()).isSorted();
        assertThat(total).isBetween(Duration.ofDays(2), Duration.ofDays(3));
        assertThat(RetrySchedule.STANDARD.after(RetrySchedule.STANDARD.waits().size() + 1))
                .isEmpty();
    }
}
