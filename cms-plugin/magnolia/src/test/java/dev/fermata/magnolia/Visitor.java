package dev.fermata.magnolia;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.html.HtmlSections;
import java.time.Period;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * A reader, and what the gate's own cutter leaves of a page for them.
 *
 * @param resources what they bought
 */
record Visitor(boolean signedIn, Set<String> resources) {

    private static final MeterPolicy SITE_METER = new MeterPolicy(3, 2, Period.ofMonths(1), false);

    static Visitor stranger() {
        return new Visitor(false, Set.of());
    }

    static Visitor registered() {
        return new Visitor(true, Set.of());
    }

    static Visitor entitledTo(String... resources) {
        return new Visitor(true, Set.of(resources));
    }

    String sees(String page) {
        return HtmlSections.of(page, SITE_METER).cut(section -> mayRead(section.requirement()));
    }

    Optional<String> fetches(String page, String fragment) {
        return HtmlSections.of(page, SITE_METER).fragment(fragment, section -> mayRead(section.requirement()));
    }

    boolean mayRead(Requirement requirement) {
        return requirement.isFree()
                || requirement.registered() && signedIn
                || !Collections.disjoint(requirement.resources(), resources);
    }
}
