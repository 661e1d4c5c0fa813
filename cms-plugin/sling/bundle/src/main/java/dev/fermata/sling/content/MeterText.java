package dev.fermata.sling.content;

import dev.fermata.gate.MeterPolicy;
import java.time.DateTimeException;
import java.time.Period;
import java.util.Optional;

/** A meter as editors and operators write it: {@code 3/2/P1M}, {@code 3/2/P30D/rolling}. */
public final class MeterText {

    /** Empty for what is no meter. */
    public static Optional<MeterPolicy> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length < 3 || parts.length > 4 || (parts.length == 4 && !parts[3].equals("rolling"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MeterPolicy(
                    Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Period.parse(parts[2]), parts.length == 4));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private MeterText() {}
}
