package dev.fermata.sling.block;

import dev.fermata.gate.Requirement;
import dev.fermata.gate.block.Labels;
import dev.fermata.sling.gate.RequestGate;
import org.apache.sling.api.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What the browser's SDK finds on a gate's element; all of it null where there is nothing to lock.
 *
 * @param elementId for links to the gate
 * @param state {@code locked} or {@code open}
 * @param hydrate not null if the browser asks for the protected part itself: {@code anyone} if strangers may have it as a free view
 * @param opened what to say once it opened
 */
public record Markup(
        String elementId,
        @Nullable String gate,
        @Nullable String state,
        @Nullable String fragment,
        @Nullable String hydrate,
        @Nullable String opened) {

    static Markup of(RequestGate gate, Resource gated, Requirement requirement, boolean open) {
        String id = gate.gateId(gated);
        if (requirement.isFree()) {
            return new Markup("fermata-" + id, null, null, null, null, null);
        }
        return new Markup(
                "fermata-" + id,
                id,
                open ? "open" : "locked",
                gate.fragmentUrl(gated),
                gate.isHydrated(gated) ? hydrate(requirement) : null,
                Labels.of(gate.locale()).text("gate.opened"));
    }

    private static String hydrate(Requirement requirement) {
        return requirement.meter() == null ? "readers" : "anyone";
    }
}
