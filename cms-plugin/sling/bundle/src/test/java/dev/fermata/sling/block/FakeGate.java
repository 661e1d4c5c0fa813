package dev.fermata.sling.block;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.PreviewRole;
import dev.fermata.sling.gate.RequestGate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;

/** A gate that decides as it is told. */
final class FakeGate implements RequestGate {

    FakeCatalogue catalogue = FakeCatalogue.ofTheDemo();
    Requirement requirement = Requirement.anyOf(Set.of("premium"));
    GateDecision decision = new Denied(Denied.Reason.NOT_SIGNED_IN, List.of());
    List<Offer> offers = List.of(FakeCatalogue.DIGITAL);
    Optional<Reader> reader = Optional.empty();
    Optional<PreviewRole> preview = Optional.empty();
    Locale locale = Locale.ENGLISH;
    boolean editing;
    boolean hydrated;

    static FakeGate in(SlingHttpServletRequest request) {
        FakeGate gate = new FakeGate();
        request.setAttribute(ATTRIBUTE, gate);
        return gate;
    }

    FakeGate open() {
        decision = new Granted(Granted.Reason.ENTITLED);
        return this;
    }

    FakeGate free() {
        requirement = Requirement.free();
        decision = new Granted(Granted.Reason.FREE);
        return this;
    }

    @Override
    public GateDecision decision(Resource gated) {
        return decision;
    }

    @Override
    public boolean isEditing() {
        return editing;
    }

    @Override
    public boolean isHydrated(Resource gated) {
        return hydrated;
    }

    @Override
    public String gateId(Resource gated) {
        return gated.getName().equals(Names.CONTENT) ? "page" : "b1";
    }

    @Override
    public String fragmentUrl(Resource gated) {
        return "/page.fermata-fragment.html/" + gateId(gated);
    }

    @Override
    public String returnUrl() {
        return "https://www.example.com/page.html";
    }

    @Override
    public Requirement requirement(Resource gated) {
        return requirement;
    }

    @Override
    public List<Offer> offers(Resource gated) {
        return offers;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public Optional<Reader> reader() {
        return reader;
    }

    @Override
    public Optional<PreviewRole> preview() {
        return preview;
    }

    @Override
    public Locale locale() {
        return locale;
    }

    @Override
    public Optional<Resource> protectedPart(Resource block) {
        return decision.isOpen() ? Optional.ofNullable(block.getChild(Names.PROTECTED)) : Optional.empty();
    }
}
