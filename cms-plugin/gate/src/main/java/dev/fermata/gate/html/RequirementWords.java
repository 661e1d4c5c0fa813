package dev.fermata.gate.html;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to read a section, as its mark says it: {@code registered}, {@code resource:SLUG}, {@code meter} or
 * {@code meter:3/2/P1M}, any of which opens it, and {@code hydrate}. A word that isn't known opens nothing, and no word at all opens to
 * nobody.
 *
 * @param hydrate the page is the same for everybody: locked
 */
public record RequirementWords(Requirement requirement, boolean hydrate) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final String RESOURCE = "resource:";
    private static final String METER = "meter:";

    /** @param siteMeter what {@code meter} means by itself */
    public static RequirementWords parse(String words, MeterPolicy siteMeter) {
        Set<String> resources = new TreeSet<>();
        boolean registered = false;
        boolean hydrate = false;
        @Nullable MeterPolicy meter = null;
        for (String word : SPACE.split(words.strip())) {
            if (word.equals("registered")) {
                registered = true;
            } else if (word.equals("hydrate")) {
                hydrate = true;
            } else if (word.equals("meter")) {
                meter = siteMeter;
            } else if (word.startsWith(METER)) {
                meter = MeterPolicy.parse(word.substring(METER.length())).orElse(meter);
            } else if (word.startsWith(RESOURCE)
                    && SLUG.matcher(word.substring(RESOURCE.length())).matches()) {
                resources.add(word.substring(RESOURCE.length()));
            }
        }
        boolean nothingOpens = resources.isEmpty() && !registered && meter == null;
        return new RequirementWords(
                nothingOpens ? Requirement.anyOf(Set.of()) : new Requirement(resources, registered, meter), hydrate);
    }
}
