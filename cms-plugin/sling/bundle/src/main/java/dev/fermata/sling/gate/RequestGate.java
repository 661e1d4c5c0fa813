package dev.fermata.sling.gate;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;

/**
 * What one request may read, for whoever renders it. A <em>gated</em> resource is a page's {@code jcr:content} or a gated-content block;
 * any other resource is taken for the next one above it.
 */
public interface RequestGate {

    /** The request attribute under which it is kept. */
    String ATTRIBUTE = "dev.fermata.sling.gate";

    /** The request's own; one that lets nothing through if the gate does not run. */
    static RequestGate of(SlingHttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestGate gate ? gate : ClosedGate.of(request);
    }

    /** Whether this visitor may read it; settled once and for the whole request. */
    GateDecision decision(Resource gated);

    /** Whether an editor has the page open in the editor: everything is shown, and can be changed. */
    boolean isEditing();

    /** Whether it is always delivered locked, for the browser to fetch what it may read. */
    boolean isHydrated(Resource gated);

    /** {@code page} for a page, else the block's own id. */
    String gateId(Resource gated);

    /** Where the browser fetches the protected part alone. */
    String fragmentUrl(Resource gated);

    /** The page's canonical address, absolute: where a buyer comes back to. */
    String returnUrl();

    /** What it takes to read it. */
    Requirement requirement(Resource gated);

    /** The offer chosen for the block or its page, else every offer that sells what it takes. */
    List<Offer> offers(Resource gated);

    Catalogue catalogue();

    /** Who is reading; empty for a stranger, and for everybody where the page is the same for all. */
    Optional<Reader> reader();

    /** As whom an editor looks at the page, if so. */
    Optional<PreviewRole> preview();

    /** The page's language. */
    Locale locale();

    /** The block's protected child, readable; empty unless the decision is open or an editor is editing. */
    Optional<Resource> protectedPart(Resource block);
}
