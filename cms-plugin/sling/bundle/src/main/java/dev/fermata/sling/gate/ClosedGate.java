package dev.fermata.sling.gate;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;

/** Lets nothing through: for requests that no gate looked at. */
record ClosedGate(String returnUrl, Locale locale) implements RequestGate {

    static RequestGate of(SlingHttpServletRequest request) {
        return new ClosedGate(request.getRequestURL().toString(), request.getLocale());
    }

    @Override
    public GateDecision decision(Resource gated) {
        return new GateDecision.Denied(GateDecision.Denied.Reason.SERVICE_UNREACHABLE, List.of());
    }

    @Override
    public boolean isEditing() {
        return false;
    }

    @Override
    public boolean isHydrated(Resource gated) {
        return false;
    }

    @Override
    public String gateId(Resource gated) {
        return gated.getValueMap().get("fermataId", gated.getName());
    }

    @Override
    public String fragmentUrl(Resource gated) {
        return "";
    }

    @Override
    public Requirement requirement(Resource gated) {
        return Requirement.anyOf(Set.of());
    }

    @Override
    public List<Offer> offers(Resource gated) {
        return List.of();
    }

    @Override
    public Catalogue catalogue() {
        return new NoCatalogue("The gate does not run.");
    }

    @Override
    public Optional<Reader> reader() {
        return Optional.empty();
    }

    @Override
    public Optional<PreviewRole> preview() {
        return Optional.empty();
    }

    @Override
    public Optional<Resource> protectedPart(Resource block) {
        return Optional.empty();
    }
}
