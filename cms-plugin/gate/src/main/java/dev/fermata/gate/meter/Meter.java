package dev.fermata.gate.meter;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.service.Origins;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a visitor's count on a site. */
public final class Meter {

    private final MeterCookie cookie;
    private final InstantSource clock;

    public Meter(String serverToken, InstantSource clock) {
        this.cookie = new MeterCookie(serverToken);
        this.clock = clock;
    }

    /** The count that a visitor's cookies bring along; an empty one if there is none that counts here. */
    public Views of(Map<String, String> cookies, URI site) {
        List<Counter> counters = Optional.ofNullable(cookies.get(MeterCookie.NAME))
                .flatMap(value -> cookie.read(value, Origins.text(site)))
                .orElse(List.of());
        return new Views(cookie, clock.instant(), site, counters);
    }

    /**
     * A free view.
     *
     * @param taken how many different ones there were in this period, this one included
     */
    public record Taken(int taken, int of) {}

    static int allowance(MeterPolicy policy, boolean registered) {
        return policy.anonymousViews() + (registered ? policy.registeredViews() : 0);
    }
}
