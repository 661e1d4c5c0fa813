package dev.fermata.sling.page;

import dev.fermata.gate.html.JsonLd;
import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.gate.RequestGate;
import dev.fermata.sling.gate.SlingGate;
import java.net.URI;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.rewriter.Transformer;
import org.apache.sling.rewriter.TransformerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a transformer for every page, in whatever pipeline the site has. */
@Component(service = TransformerFactory.class, property = "pipeline.mode=global")
public final class PageTransformers implements TransformerFactory {

    private final boolean everywhere;

    @Activate
    public PageTransformers(@Reference SlingGate site) {
        this.everywhere = site.configuration().injection().equals("everywhere");
    }

    @Override
    public Transformer createTransformer() {
        return new PageTransformer(this::additions);
    }

    private PageAdditions additions(SlingHttpServletRequest request) {
        if (!(request.getAttribute(GatedPage.ATTRIBUTE) instanceof GatedPage page)) {
            return PageAdditions.NONE;
        }
        boolean wanted = everywhere || page.needsScript();
        if (RequestGate.of(request).isEditing()) {
            // In the editor the blocks look as they will, and do nothing.
            return new PageAdditions(wanted, false, Optional.empty());
        }
        return new PageAdditions(wanted, wanted, page.hasGates() ? linkedData(request, page) : Optional.empty());
    }

    private static Optional<JsonLd> linkedData(SlingHttpServletRequest request, GatedPage page) {
        Resource content = request.getResourceResolver().getResource(page.contentPath());
        if (content == null) {
            return Optional.empty();
        }
        RequestGate gate = RequestGate.of(request);
        boolean blockIsOpen = page.blocks().stream()
                .map(path -> request.getResourceResolver().getResource(path))
                .anyMatch(block -> block != null && gate.decision(block).isOpen());
        return Optional.of(new JsonLd(
                "NewsArticle",
                content.getValueMap().get("jcr:title", ""),
                content.getValueMap().get("jcr:description", ""),
                URI.create(gate.returnUrl()),
                false,
                blockIsOpen ? ".fermata-gate__body" : ""));
    }
}
