package dev.fermata.gate.meter;

import dev.fermata.gate.MeterPolicy;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The time in which views are counted together, in UTC. */
record Interval(Instant start, Instant end) {

    private static final LocalDate A_MONDAY = LocalDate.EPOCH.with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    /** The one that a first view at this moment begins, or falls into. */
    static Interval around(Instant now, MeterPolicy policy) {
        return policy.rolling() ? from(now, policy) : from(startOfCalendar(now, policy.period()), policy);
    }

    /** The one that began then. */
    static Interval from(Instant start, MeterPolicy policy) {
        Instant begin = start.truncatedTo(ChronoUnit.SECONDS);
        return new Interval(
                begin, begin.atOffset(ZoneOffset.UTC).plus(policy.period()).toInstant());
    }

    boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    private static Instant startOfCalendar(Instant now, Period period) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate start = period.getDays() > 0
                ? startOfDays(today, period.getDays())
                : startOfMonths(today, (int) period.toTotalMonths());
        return start.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate startOfDays(LocalDate today, int days) {
        long sinceMonday = ChronoUnit.DAYS.between(A_MONDAY, today);
        return A_MONDAY.plusDays(Math.floorDiv(sinceMonday, days) * (long) days);
    }

    private static LocalDate startOfMonths(LocalDate today, int months) {
        int sinceYearZero = today.getYear() * 12 + today.getMonthValue() - 1;
        int start = Math.floorDiv(sinceYearZero, months) * months;
        return LocalDate.of(Math.floorDiv(start, 12), Math.floorMod(start, 12) + 1, 1);
    }
}
