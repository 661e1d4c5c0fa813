package dev.fermata.gate.block;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** ISO 8601 durations in words, unit by unit as they were written: 48 hours stay 48 hours. */
final class Durations {

    private static final List<String> UNITS = List.of("year", "month", "week", "day", "hour", "minute", "second");
    private static final Pattern ISO =
            Pattern.compile("P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
                    + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    private Durations() {}

    /** The text itself if it is no duration. */
    static String text(String iso, Labels labels) {
        Matcher parts = ISO.matcher(iso);
        if (!parts.matches()) {
            return iso;
        }
        String words = IntStream.rangeClosed(1, UNITS.size())
                .filter(part -> parts.group(part) != null && Long.parseLong(parts.group(part)) > 0)
                .mapToObj(part -> amount(Long.parseLong(parts.group(part)), UNITS.get(part - 1), labels))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? iso : words;
    }

    private static String amount(long count, String unit, Labels labels) {
        return labels.text("duration." + unit + (count == 1 ? ".one" : ".other"), count);
    }
}
