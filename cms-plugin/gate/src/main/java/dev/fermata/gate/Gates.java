package dev.fermata.gate;

import java.time.InstantSource;

/** Opens gates. */
public final class Gates {

    private Gates() {}

    /** A gate for a site; it begins to learn keys and catalogue at once and decides from the first moment on. */
    public static Gate open(GateSettings settings, InstantSource clock) {
        return new SiteGate(settings, clock);
    }
}
