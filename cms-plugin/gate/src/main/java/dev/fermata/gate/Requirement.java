package dev.fermata.gate;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to read a piece of content. Any one of the ways is enough; with none of them the content is free.
 *
 * @param resources slugs, an active entitlement to any of which opens it
 * @param registered a completed sign-in opens it
 * @param meter a free view that is left opens it; null without a meter
 */
public record Requirement(Set<String> resources, boolean registered, @Nullable MeterPolicy meter) {

    private static final Requirement FREE = new Requirement(Set.of(), false, null);
    private static final Requirement REGISTERED = new Requirement(Set.of(), true, null);

    public Requirement {
        resources = java.util.Collections.unmodifiableSet(new TreeSet<>(resources));
    }

    /** Everybody may read it. */
    public static Requirement free() {
        return FREE;
    }

    /** Whoever is signed in may read it. */
    public static Requirement forRegistered() {
        return REGISTERED;
    }

    /** Whoever has one of the resources may read it. Without any resource, nobody may. */
    public static Requirement anyOf(Set<String> resources) {
        // Nothing that could be bought would open it: an empty choice must not read as "free".
        return new Requirement(resources.isEmpty() ? Set.of(NOTHING_OPENS) : resources, false, null);
    }

    /** As {@link #anyOf}, and besides so many views for everybody. */
    public static Requirement metered(Set<String> resources, MeterPolicy meter) {
        return new Requirement(resources, false, meter);
    }

    /** A slug that no resource can have. */
    private static final String NOTHING_OPENS = "";

    public boolean isFree() {
        return resources.isEmpty() && !registered && meter == null;
    }
}
