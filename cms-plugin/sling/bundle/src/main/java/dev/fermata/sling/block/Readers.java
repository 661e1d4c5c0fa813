package dev.fermata.sling.block;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Resource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may read something, in the editor's words. */
record Readers(Catalogue catalogue, EditorWords words) {

    /** "Readers with Premium articles or The archive". */
    String of(Requirement requirement) {
        if (requirement.isFree()) {
            return words.say("Everybody");
        }
        List<String> ways = new ArrayList<>();
        MeterPolicy meter = requirement.meter();
        if (meter != null) {
            ways.add(views(meter));
        }
        if (requirement.registered()) {
            ways.add(words.say("Registered readers"));
        }
        String names = names(requirement.resources());
        if (!names.isEmpty()) {
            ways.add(words.say("Readers with {0}", names));
        }
        return ways.isEmpty() ? words.say("Nobody") : String.join("; ", ways);
    }

    private String views(MeterPolicy meter) {
        return words.say(
                "Everybody for {0} free views, registered readers for {1}, {2}",
                meter.anonymousViews(), meter.anonymousViews() + meter.registeredViews(), often(meter.period()));
    }

    private String often(Period period) {
        if (period.equals(Period.ofMonths(1))) {
            return words.say("a month");
        }
        if (period.equals(Period.ofDays(7))) {
            return words.say("a week");
        }
        return period.equals(Period.ofDays(1)) ? words.say("a day") : words.say("each {0}", period);
    }

    private String names(Set<String> slugs) {
        List<String> names =
                slugs.stream().filter(slug -> !slug.isEmpty()).map(this::name).toList();
        return String.join(" " + words.say("or") + " ", names);
    }

    private String name(String slug) {
        return catalogue.resources().stream()
                .filter(resource -> resource.slug().equals(slug))
                .map(Resource::name)
                .findFirst()
                .orElse(slug);
    }
}
