package dev.fermata.gate.meter;

import dev.fermata.gate.MeterPolicy;
import java.time.Instant;
import java.util.List;

/**
 * What was read in one period. Meters with the same period count together, whatever they allow.
 *
 * @param months of the period
 * @param days of the period
 * @param views short hashes of content ids, in the order in which they were read
 */
record Counter(int months, int days, boolean rolling, Instant start, Instant end, List<Long> views) {

    Counter {
        views = List.copyOf(views);
    }

    static Counter begin(MeterPolicy policy, Instant now) {
        Interval interval = Interval.around(now, policy);
        return new Counter(
                (int) policy.period().toTotalMonths(),
                policy.period().getDays(),
                policy.rolling(),
                interval.start(),
                interval.end(),
                List.of());
    }

    boolean isOf(MeterPolicy policy) {
        return months == policy.period().toTotalMonths()
                && days == policy.period().getDays()
                && rolling == policy.rolling();
    }

    boolean runsAt(Instant now) {
        return !now.isBefore(start) && now.isBefore(end);
    }
}
