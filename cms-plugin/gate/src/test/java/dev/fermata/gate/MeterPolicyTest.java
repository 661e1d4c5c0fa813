package dev.fermata.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"3/2/P1M", "0/5/P7D", "10/0/P1D/rolling", "1/0/P1Y"})
    void isWrittenAsItIsRead(String text) {
        assertThat(MeterPolicy.parse(text).map(MeterPolicy::text)).contains(text);
    }

    @Test
    void aWeekIsSevenDays() {
        assertThat(MeterPolicy.parse("3/2/P1W")).contains(new MeterPolicy(3, 2, Period.ofDays(7), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3/2",
                "3/2/",
                "3/2/M",
                "-1/2/P1M",
                "3/2/P0D",
                "99/99/P1M",
                "3/2/PT1H",
                "3/2/P1M1D",
                "3/2/P1M/x",
                "3/2/P-1M"
            })
    void whatIsNoMeterIsNone(String text) {
        assertThat(MeterPolicy.parse(text)).isEmpty();
    }

    @Test
    void aPeriodOfTheCalendarIsOneOfItsUnits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MeterPolicy(1, 0, Period.of(0, 1, 5), false));
        assertThat(new MeterPolicy(1, 0, Period.of(0, 1, 5), true).rolling()).isTrue();
    }
}
