package dev.fermata.stripesandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant base = NOON;
    private final SandboxClock clock = new SandboxClock((InstantSource) () -> base);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void runsAtThePaceOfItsBase() {
        clock.advance(Duration.ofHours(1));
        base = NOON.plusSeconds(5);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3605));
        assertThat(clock.offset()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void runsWhatFallsDueInOrderAndAtItsOwnTime() {
        clock.schedule(NOON.plusSeconds(20), () -> done.add("second at " + clock.instant()));
        clock.schedule(NOON.plusSeconds(10), () -> {
            done.add("first at " + clock.instant());
            clock.schedule(clock.instant().plusSeconds(5), () -> done.add("between"));
        });
        clock.schedule(NOON.plusSeconds(99), () -> done.add("never"));

        clock.advance(Duration.ofMinutes(1));

        assertThat(done).containsExactly("first at 2026-11-22T12:00:10Z", "between", "second at 2026-11-22T12:00:20Z");
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void runsByItselfWhenTheBaseGetsThere() {
        clock.schedule(NOON.plusSeconds(10), () -> done.add("done"));

        base = NOON.plusSeconds(11);

        await().until(() -> done.contains("done"));
    }

    @Test
    void goesOnAfterATaskThatFailed() {
        clock.schedule(NOON.plusSeconds(1), () -> {
            throw new IllegalStateException("on purpose");
        });
        clock.schedule(NOON.plusSeconds(2), () -> done.add("done"));

        clock.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("done");
    }

    @Test
    void neverGoesBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
    }
}
