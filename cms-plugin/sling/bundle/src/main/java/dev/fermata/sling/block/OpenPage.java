package dev.fermata.sling.block;

import dev.fermata.gate.Requirement;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.rewriter.DefaultTransformer;
import org.apache.sling.rewriter.ProcessingComponentConfiguration;
import org.apache.sling.rewriter.ProcessingContext;
import org.apache.sling.rewriter.Transformer;
import org.apache.sling.rewriter.TransformerFactory;
import org.osgi.service.component.annotations.Component;
import org.xml.sax.SAXException;

/**
 * Marks a page that is open to this reader and not to everybody, for the browser to load it again when the reader signs out: what was
 * protected is all over the page, and no element of its own could be taken away.
 */
@Component(service = TransformerFactory.class, property = "pipeline.mode=global")
public final class OpenPage implements TransformerFactory {

    @Override
    public Transformer createTransformer() {
        return new Mark();
    }

    /** The mark's attributes; empty where none is needed. */
    static Optional<Markup> markup(SlingHttpServletRequest request) {
        RequestGate gate = RequestGate.of(request);
        Resource content = request.getResource().getChild(Names.CONTENT);
        if (content == null || gate.isEditing()) {
            return Optional.empty();
        }
        Requirement requirement = gate.requirement(content);
        boolean marked = !requirement.isFree() && gate.decision(content).isOpen();
        return marked ? Optional.of(Markup.of(gate, content, requirement, true)) : Optional.empty();
    }

    private static final class Mark extends DefaultTransformer {

        private Optional<SlingHttpServletRequest> request = Optional.empty();

        @Override
        public void init(ProcessingContext context, ProcessingComponentConfiguration config) {
            request = Optional.of(context.getRequest());
        }

        @Override
        public void endElement(String uri, String name, String qName) throws SAXException {
            if (name.equalsIgnoreCase("body")) {
                Optional<Markup> markup = request.flatMap(OpenPage::markup);
                if (markup.isPresent()) {
                    write(markup.get(), new Elements(getContentHandler()));
                }
            }
            super.endElement(uri, name, qName);
        }

        private static void write(Markup markup, Elements page) throws SAXException {
            page.empty(
                    "div",
                    "hidden",
                    "hidden",
                    "id",
                    markup.elementId(),
                    "data-fermata-gate",
                    String.valueOf(markup.gate()),
                    "data-fermata-state",
                    "open",
                    "data-fermata-fragment",
                    String.valueOf(markup.fragment()));
        }
    }
}
