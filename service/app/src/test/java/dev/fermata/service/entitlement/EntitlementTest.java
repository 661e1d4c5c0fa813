package dev.fermata.service.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.threeten.extra.PeriodDuration;

class EntitlementTest {

    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-02-15T00:00:00Z");

    @Test
    void lastsAWholeMonthWhereverItBegins() {
        Entitlement moved = month(FEBRUARY, MARCH, null).startingAt(MARCH);

        assertThat(moved.startedAt()).isEqualTo(MARCH);
        assertThat(moved.endedAt()).isEqualTo(APRIL);
    }

    @Test
    void lastsForWhatIsLeftOfAMonthWhereverItBegins() {
        Entitlement moved = month(MIDDLE, MARCH, null).startingAt(MARCH);

        assertThat(moved.endedAt()).isEqualTo(MARCH.plus(Duration.between(MIDDLE, MARCH)));
    }

    @Test
    void hasLeftWhatWasNotUsedWhenItWasTaken() {
        assertThat(month(FEBRUARY, MARCH, MIDDLE).rest().orElseThrow().startedAt())
                .isEqualTo(MIDDLE);
        assertThat(month(MARCH, APRIL, MIDDLE).rest().orElseThrow().startedAt()).isEqualTo(MARCH);
        assertThat(month(FEBRUARY, MARCH, MARCH).rest()).isEmpty();
        assertThat(month(FEBRUARY, null, MIDDLE).rest()).isEmpty();
    }

    @Test
    void isActiveFromItsStartByAClockThatIsFiveMinutesBehind() {
        Entitlement march = month(MARCH, APRIL, null);

        assertThat(march.isActiveAt(MARCH.minus(Duration.ofMinutes(5)))).isTrue();
        assertThat(march.isActiveAt(MARCH.minus(Duration.ofMinutes(5)).minusMillis(1)))
                .isFalse();
        assertThat(march.isActiveAt(APRIL)).isFalse();
    }

    private static Entitlement month(Instant start, @Nullable Instant end, @Nullable Instant revoked) {
        return new Entitlement(
                EntitlementId.next(),
                new MemberId("mem_1"),
                new ResourceId("res_1"),
                "archive",
                "Archive",
                "pur_1",
                start,
                end,
                PeriodDuration.parse("P1M"),
                null,
                revoked);
    }
}
