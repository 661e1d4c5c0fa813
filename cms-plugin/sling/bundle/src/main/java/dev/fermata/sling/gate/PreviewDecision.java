package dev.fermata.sling.gate;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Offer;
import java.util.List;

/** What an editor sees as somebody else. A metered page shows its paywall: the editor knows the text. */
final class PreviewDecision {

    static GateDecision of(PreviewRole role, Requirement requirement, List<Offer> offers) {
        return switch (role) {
            case ENTITLED -> new Granted(Granted.Reason.ENTITLED);
            case REGISTERED ->
                requirement.registered()
                        ? new Granted(Granted.Reason.REGISTERED)
                        : new Denied(without(requirement, Denied.Reason.NOT_ENTITLED), offers);
            case ANONYMOUS -> new Denied(without(requirement, Denied.Reason.NOT_SIGNED_IN), offers);
        };
    }

    private static Denied.Reason without(Requirement requirement, Denied.Reason usual) {
        return requirement.meter() == null ? usual : Denied.Reason.METER_EXHAUSTED;
    }

    private PreviewDecision() {}
}
