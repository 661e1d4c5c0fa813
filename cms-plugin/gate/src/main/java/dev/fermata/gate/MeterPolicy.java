package dev.fermata.gate;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})/(\\d{1,3})/(P(?:\\d{1,4}[YMWD]){1,4})(/rolling)?", Pattern.CASE_INSENSITIVE);

    public MeterPolicy {
        if (anonymousViews < 0 || registeredViews < 0 || anonymousViews + registeredViews > 100) {
            throw new IllegalArgumentException("a meter allows 0 to 100 views");
        }
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("a meter's period is longer than nothing");
        }
        if (!rolling && period.getDays() > 0 && period.toTotalMonths() > 0) {
            throw new IllegalArgumentException("a period of the calendar is either so many months or so many days");
        }
    }

    /** Reads {@code 3/2/P1M} or {@code 3/2/P1M/rolling}: for anybody, so many more for who is signed in, the period. */
    public static Optional<MeterPolicy> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MeterPolicy(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Period.parse(parts.group(3)),
                    parts.group(4) != null));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return anonymousViews + "/" + registeredViews + "/" + period + (rolling ? "/rolling" : "");
    }
}
