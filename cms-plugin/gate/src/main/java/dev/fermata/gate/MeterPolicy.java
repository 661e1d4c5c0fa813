package dev.fermata.gate;

import java.time.Period;

/**
 * How much may be read for nothing.
 *
 * @param anonymousViews different pieces of content in a period, for anybody
 * @param registeredViews so many more for whoever is signed in
 * @param period when counting starts anew: a calendar day ({@code P1D}), week from Monday ({@code P7D}) or month ({@code P1M}) in UTC, or,
 *     rolling, that long after the first view
 * @param rolling the period starts with the first view instead of with the calendar
 */
public record MeterPolicy(int anonymousViews, int registeredViews, Period period, boolean rolling) {

    public MeterPolicy {
        if (anonymousViews < 0 || registeredViews < 0 || anonymousViews + registeredViews > 100) {
            throw new IllegalArgumentException("a meter allows 0 to 100 views");
        }
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("a meter's period is longer than nothing");
        }
    }
}
