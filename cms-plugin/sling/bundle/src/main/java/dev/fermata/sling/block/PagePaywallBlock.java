package dev.fermata.sling.block;

import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.jspecify.annotations.Nullable;

/** What stands on a locked page in place of everything that is protected: the page's teaser and its paywall. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class PagePaywallBlock {

    static final String TEASER = "fermataTeaser";

    private final Resource content;
    private final RequestGate gate;

    /** The request's resource is the page's content or anything below. */
    @Inject
    public PagePaywallBlock(@Self SlingHttpServletRequest request) {
        content = contentOf(request.getResource());
        gate = RequestGate.of(request);
    }

    public Markup getMarkup() {
        return Markup.of(
                gate, content, gate.requirement(content), gate.decision(content).isOpen());
    }

    /** HTML as an editor wrote it, for the host's filter; empty without a teaser. */
    public String getTeaser() {
        return content.getValueMap().get(TEASER, "");
    }

    /** Null if the visitor may read the page. */
    public @Nullable PaywallCard getPaywall() {
        return PaywallCard.of(gate, content, "");
    }

    private static Resource contentOf(Resource resource) {
        for (Resource above = resource; above != null; above = above.getParent()) {
            if (above.getName().equals(Names.CONTENT)) {
                return above;
            }
        }
        return resource;
    }
}
