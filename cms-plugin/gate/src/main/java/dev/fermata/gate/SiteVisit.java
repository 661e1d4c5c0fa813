package dev.fermata.gate;

import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.GateDecision.Metered;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.meter.Meter.Taken;
import dev.fermata.gate.meter.Views;
import dev.fermata.gate.session.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One visit to a site. */
final class SiteVisit implements Visit {

    private final Supplier<Identity> identify;
    private final Supplier<Views> count;
    private final Catalogue catalogue;
    private final Map<GatedContent, GateDecision> decided = new HashMap<>();
    private @Nullable Identity identity;
    private @Nullable Views views;

    SiteVisit(Supplier<Identity> identify, Supplier<Views> count, Catalogue catalogue) {
        this.identify = identify;
        this.count = count;
        this.catalogue = catalogue;
    }

    @Override
    public synchronized GateDecision decide(GatedContent content) {
        GateDecision known = decided.get(content);
        if (known == null) {
            known = settle(content);
            decided.put(content, known);
        }
        return known;
    }

    @Override
    public synchronized Optional<Reader> reader() {
        return identity().reader();
    }

    @Override
    public synchronized List<String> setCookies() {
        List<String> cookies = new ArrayList<>(identity == null ? List.of() : identity.setCookies());
        if (views != null) {
            views.setCookie().ifPresent(cookies::add);
        }
        return List.copyOf(cookies);
    }

    private GateDecision settle(GatedContent content) {
        Requirement requirement = content.requirement();
        if (requirement.isFree()) {
            return new Granted(Granted.Reason.FREE);
        }
        Optional<Reader> reader = reader();
        if (reader.isPresent() && !Collections.disjoint(reader.get().resources(), requirement.resources())) {
            return new Granted(Granted.Reason.ENTITLED);
        }
        boolean registered = reader.isPresent() && reader.get().authenticated();
        if (requirement.registered() && registered) {
            return new Granted(Granted.Reason.REGISTERED);
        }
        return freeView(content, registered)
                .<GateDecision>map(taken -> new Metered(taken.taken(), taken.of()))
                .orElseGet(() ->
                        new Denied(reason(requirement, registered), catalogue.offersSelling(requirement.resources())));
    }

    private Optional<Taken> freeView(GatedContent content, boolean registered) {
        MeterPolicy policy = content.requirement().meter();
        return policy == null ? Optional.empty() : views().take(content.id(), policy, registered);
    }

    private Denied.Reason reason(Requirement requirement, boolean registered) {
        if (!identity().certain()) {
            return Denied.Reason.SERVICE_UNREACHABLE;
        }
        if (requirement.meter() != null) {
            return Denied.Reason.METER_EXHAUSTED;
        }
        boolean signInHelps = requirement.registered() && !registered;
        return identity().reader().isEmpty() || signInHelps ? Denied.Reason.NOT_SIGNED_IN : Denied.Reason.NOT_ENTITLED;
    }

    private Identity identity() {
        Identity known = identity;
        if (known == null) {
            known = identify.get();
            identity = known;
        }
        return known;
    }

    private Views views() {
        Views known = views;
        if (known == null) {
            known = count.get();
            views = known;
        }
        return known;
    }
}
