package dev.fermata.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.fake.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final MovableClock clock = new MovableClock("2026-03-15T12:00:00Z");
    private final ServiceHealth health = new ServiceHealth(URI.create("http://service"), PATIENCE, clock);

    @Test
    void pagesWaitForAServiceThatIsWell() {
        assertThat(health.mayWait()).isTrue();
        assertThat(health.mayWait()).isTrue();
    }

    @Test
    void afterATroubleOnePageInFiveSecondsFindsOut() {
        health.failed("refused");
        assertThat(health.mayWait()).isFalse();
        clock.pass(Duration.ofSeconds(5));

        assertThat(health.mayWait()).isTrue();
        assertThat(health.mayWait()).isFalse();
    }

    @Test
    void anAnswerInTimeEndsTheTrouble() {
        health.keptWaiting();
        health.answered(PATIENCE.plusMillis(1));
        assertThat(health.mayWait()).as("it was too late for a page").isFalse();
        health.answered(PATIENCE);

        assertThat(health.mayWait()).isTrue();
    }

    @Test
    void aSlowAnswerToNobodysQuestionIsNoTrouble() {
        health.answered(PATIENCE.multipliedBy(3));

        assertThat(health.mayWait()).isTrue();
    }

    @Test
    void whatAPageWaitsForIsBoundedAsAWhole() {
        Patience patience = new Patience(Duration.ZERO, health);

        assertThat(patience.await(new CompletableFuture<>())).isFalse();
        assertThat(patience.await(CompletableFuture.completedFuture("there already")))
                .isTrue();
    }

    @Test
    void workThatFailedIsNotThere() {
        Patience patience = new Patience(PATIENCE, health);

        assertThat(patience.await(CompletableFuture.failedFuture(new IllegalStateException())))
                .isFalse();
        assertThat(health.mayWait()).isTrue();
    }
}
