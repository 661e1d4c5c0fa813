package dev.fermata.service.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.MovableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Trouble trouble = new Trouble(clock);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "40001", "40P01", "53100", "53200", "53300", "53400", "55P03", "57014", "57P01",
                "57P03", "58030"
            })
    void isWhatTheDatabaseCannotHelpNow(String state) {
        assertThat(Trouble.in(new IllegalStateException(new SQLException("no", state))))
                .hasValueSatisfying(what -> assertThat(what).contains(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22P02", "XX000", "0"})
    void isNotAMistakeOfOurs(String state) {
        assertThat(Trouble.in(new IllegalStateException(new SQLException("no", state))))
                .isEmpty();
    }

    @Test
    void isAConnectionThatIsNotToBeHadForWhateverReason() {
        assertThat(Trouble.in(new ConnectionException(new SQLException("Pool empty"))))
                .hasValue("no connection: Pool empty");
        assertThat(Trouble.in(new IllegalStateException("something else"))).isEmpty();
    }

    @Test
    void isRememberedForAWhileUnlessAnotherAttemptGetsThrough() {
        trouble.note(new SQLException("no", "40P01"));
        assertThat(trouble.within(Duration.ofMinutes(1))).isEmpty();

        trouble.note(new SQLException("no", "53100"));
        assertThat(trouble.within(Duration.ofMinutes(1))).hasValue("its disk is full (53100)");

        clock.advance(Duration.ofMinutes(1));
        assertThat(trouble.within(Duration.ofMinutes(1))).isEmpty();
    }
}
