package dev.fermata.gate.meter;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.meter.Meter.Taken;
import dev.fermata.gate.service.Origins;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One visitor's free views during one visit. */
public final class Views {

    private final MeterCookie cookie;
    private final Instant now;
    private final URI site;
    private final List<Counter> counters;
    private boolean changed;

    Views(MeterCookie cookie, Instant now, URI site, List<Counter> counters) {
        this.cookie = cookie;
        this.now = now;
        this.site = site;
        this.counters = new ArrayList<>(
                counters.stream().filter(counter -> counter.runsAt(now)).toList());
    }

    /** Takes a view of this content, unless it was read in this period already; empty if none is left. */
    public Optional<Taken> take(String contentId, MeterPolicy policy, boolean registered) {
        Counter counter = counters.stream()
                .filter(candidate -> candidate.isOf(policy))
                .findFirst()
                .orElseGet(() -> Counter.begin(policy, now));
        int allowance = Meter.allowance(policy, registered);
        long view = cookie.view(contentId);
        if (counter.views().contains(view)) {
            return Optional.of(new Taken(
                    counter.views().size(), Math.max(allowance, counter.views().size())));
        }
        if (counter.views().size() >= allowance || isFull()) {
            return Optional.empty();
        }
        List<Long> views = new ArrayList<>(counter.views());
        views.add(view);
        counters.remove(counter);
        counters.add(new Counter(
                counter.months(), counter.days(), counter.rolling(), counter.start(), counter.end(), views));
        changed = true;
        return Optional.of(new Taken(views.size(), allowance));
    }

    private boolean isFull() {
        return counters.stream().mapToInt(counter -> counter.views().size()).sum() >= MeterCookie.MOST_VIEWS;
    }

    /** What the browser has to keep, if a view was taken. */
    public Optional<String> setCookie() {
        if (!changed) {
            return Optional.empty();
        }
        Instant end = counters.stream()
                .map(Counter::end)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return Optional.of(MeterCookie.NAME + "=" + cookie.write(counters, Origins.text(site)) + "; Path=/; Max-Age="
                + Duration.between(now, end).toSeconds() + "; HttpOnly" + (Origins.isSecure(site) ? "; Secure" : "")
                + "; SameSite=Lax");
    }
}
