package dev.fermata.stripesandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.stripesandbox.clock.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SandboxClock clock = new SandboxClock(InstantSource.fixed(Instant.EPOCH));
    private final RateLimit limit = new RateLimit(clock);

    @AfterEach
    void close() {
        clock.close();
    }

    private int passed(String method, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            try {
                limit.check(method);
                passed++;
            } catch (StripeError e) {
                assertThat(e.status()).isEqualTo(429);
            }
        }
        return passed;
    }

    @Test
    void isOffUntilSomebodyTurnsItOn() {
        assertThat(passed("GET", 1000)).isEqualTo(1000);
    }

    @Test
    void letsSoManyReadsAndWritesThroughEachSecond() {
        limit.allow(25);

        assertThat(passed("GET", 100)).isEqualTo(25);
        assertThat(passed("POST", 100)).isEqualTo(25);
        clock.advance(Duration.ofMillis(200));
        assertThat(passed("GET", 100)).isEqualTo(5);
        clock.advance(Duration.ofMinutes(1));
        assertThat(passed("GET", 100)).isEqualTo(25);
    }
}
