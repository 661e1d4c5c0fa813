package dev.fermata.sling.gate;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.Visit;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.servlet.Visitor;
import dev.fermata.sling.content.Gated;
import dev.fermata.sling.content.Names;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.jspecify.annotations.Nullable;

/** The gate for one request; not for several threads. */
final class VisitorGate implements RequestGate {

    private static final Denied NOT_HERE = new Denied(Denied.Reason.SERVICE_UNREACHABLE, List.of());
    private static final Granted AS_EDITOR = new Granted(Granted.Reason.ENTITLED);

    private final SlingHttpServletRequest request;
    private final SlingGate site;
    private final Answer answer;
    private final PageAddress address;
    private final Editor editor;
    private final boolean fragment;
    private final Map<String, GateDecision> decisions = new HashMap<>();
    private @Nullable Visit visit;

    VisitorGate(SlingHttpServletRequest request, SlingGate site, Answer answer, PageAddress address) {
        this.request = request;
        this.site = site;
        this.answer = answer;
        this.address = address;
        this.editor = new Editor(request, address.path());
        this.fragment = FragmentAddress.isIn(request.getRequestPathInfo());
    }

    @Override
    public GateDecision decision(Resource gated) {
        GateDecision decision = Gated.at(gated).map(this::decide).orElse(NOT_HERE);
        handOverCookies();
        return decision;
    }

    /** Whether the page's content or a block was decided about, and is open. */
    boolean isOpen(String path) {
        GateDecision decision = decisions.get(path);
        return decision != null && decision.isOpen();
    }

    GateDecision decide(Gated gated) {
        if (seesAll()) {
            return AS_EDITOR;
        }
        GateDecision known = decisions.get(gated.path());
        if (known == null) {
            known = decideNow(gated);
            decisions.put(gated.path(), known);
        }
        return known;
    }

    private GateDecision decideNow(Gated gated) {
        Requirement requirement = gated.requirement(site.meter());
        if (requirement.isFree()) {
            return new Granted(Granted.Reason.FREE);
        }
        Optional<PreviewRole> role = preview();
        if (role.isPresent()) {
            return PreviewDecision.of(role.get(), requirement, offers(gated));
        }
        if (gated.isHydrated() && !fragment) {
            return new Denied(Denied.Reason.NOT_SIGNED_IN, offers(gated));
        }
        return answer.becomePrivate()
                ? visit().map(visit -> visit.decide(new GatedContent(gated.contentId(), requirement)))
                        .orElse(NOT_HERE)
                : NOT_HERE;
    }

    /** Decides about everything on a page, while there still are headers. */
    void settle(List<Gated> gates) {
        if (gates.isEmpty()) {
            return;
        }
        if (fragment || editor.mayWrite()) {
            answer.becomePrivate();
        }
        if (!fragment) {
            gates.forEach(this::decide);
            handOverCookies();
        }
        if (!answer.isPrivate()) {
            answer.becomePublic();
        }
    }

    private void handOverCookies() {
        if (visit != null) {
            answer.cookies(visit.setCookies());
        }
    }

    private Optional<Visit> visit() {
        if (visit == null) {
            visit = site.gate().map(gate -> gate.visit(visitor().asks(request))).orElse(null);
        }
        return Optional.ofNullable(visit);
    }

    @Override
    public boolean isEditing() {
        return editor.mayWrite() && editor.isEditing();
    }

    /** An editor who does not look at the page as somebody else. */
    boolean seesAll() {
        return editor.mayWrite() && preview().isEmpty();
    }

    @Override
    public boolean isHydrated(Resource gated) {
        return Gated.at(gated).map(Gated::isHydrated).orElse(false);
    }

    @Override
    public String gateId(Resource gated) {
        return Gated.at(gated).map(Gated::id).orElse(Gated.PAGE);
    }

    @Override
    public String fragmentUrl(Resource gated) {
        return Gated.at(gated)
                .map(found -> FragmentAddress.of(address.mapped(found.content()), found.id()))
                .orElse("");
    }

    @Override
    public String returnUrl() {
        URI asked = visitor().origin();
        URI shown = site.origins().contains(asked) || site.origins().isEmpty()
                ? asked
                : site.origins().get(0);
        return shown + address.mapped() + ".html";
    }

    private Visitor visitor() {
        return Visitor.of(request, site.trustedProxies());
    }

    @Override
    public Requirement requirement(Resource gated) {
        return Gated.at(gated).map(found -> found.requirement(site.meter())).orElse(Requirement.anyOf(Set.of()));
    }

    @Override
    public List<Offer> offers(Resource gated) {
        return Gated.at(gated).map(this::offers).orElse(List.of());
    }

    private List<Offer> offers(Gated gated) {
        Catalogue catalogue = catalogue();
        return gated.chosenOffer()
                .flatMap(catalogue::offer)
                .map(List::of)
                .orElseGet(() ->
                        catalogue.offersSelling(gated.requirement(site.meter()).resources()));
    }

    @Override
    public Catalogue catalogue() {
        return site.catalogue();
    }

    @Override
    public Optional<Reader> reader() {
        return answer.isPrivate() && preview().isEmpty() ? visit().flatMap(Visit::reader) : Optional.empty();
    }

    @Override
    public Optional<PreviewRole> preview() {
        return site.configuration().preview() ? editor.preview() : Optional.empty();
    }

    @Override
    public Locale locale() {
        return address.locale();
    }

    @Override
    public Optional<Resource> protectedPart(Resource block) {
        // By path: only its resolver knows that it may be read, not the block, which may be another page's.
        return decision(block).isOpen()
                ? Optional.ofNullable(block.getResourceResolver().getResource(block.getPath() + "/" + Names.PROTECTED))
                : Optional.empty();
    }
}
