package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT5M", "3,PT30M", "4,PT2H", "5,PT5H", "6,PT10H", "7,PT14H", "8,PT20H", "9,PT24H"})
    void waitsLongerEachTimeAndALittleOff(int attempts, Duration delay) {
        Instant next = RetrySchedule.next(attempts, NOW, null).orElseThrow();

        assertThat(Duration.between(NOW, next)).isBetween(delay, delay.plus(delay.dividedBy(10)));
    }

    @Test
    void endsAfterTheTenthAttempt() {
        assertThat(RetrySchedule.next(10, NOW, null)).isEmpty();
        assertThat(RetrySchedule.next(11, NOW, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsAskedToButNoLongerThanADay() {
        assertThat(RetrySchedule.next(1, NOW, NOW.plusSeconds(120))).contains(NOW.plusSeconds(120));
        assertThat(RetrySchedule.next(2, NOW, NOW.plusSeconds(1)).orElseThrow()).isAfter(NOW.plusSeconds(299));
        assertThat(RetrySchedule.next(1, NOW, NOW.plus(Duration.ofDays(365)))).contains(NOW.plus(Duration.ofDays(1)));
    }
}
