package dev.fermata.sling.block;

import dev.fermata.sling.gate.PreviewRole;
import dev.fermata.sling.gate.RequestGate;
import java.io.IOException;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.rewriter.DefaultTransformer;
import org.apache.sling.rewriter.ProcessingComponentConfiguration;
import org.apache.sling.rewriter.ProcessingContext;
import org.apache.sling.rewriter.Transformer;
import org.apache.sling.rewriter.TransformerFactory;
import org.osgi.service.component.annotations.Component;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Puts a slim bar on a previewed page: as whom the editor looks at it, and the other ways to. */
@Component(service = TransformerFactory.class, property = "pipeline.mode=global")
public final class PreviewBar implements TransformerFactory {

    @Override
    public Transformer createTransformer() {
        return new Bar();
    }

    private static final class Bar extends DefaultTransformer {

        private Optional<SlingHttpServletRequest> previewed = Optional.empty();

        @Override
        public void init(ProcessingContext context, ProcessingComponentConfiguration config) throws IOException {
            previewed = Optional.of(context.getRequest())
                    .filter(request -> RequestGate.of(request).preview().isPresent());
        }

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) throws SAXException {
            super.startElement(uri, name, qName, attributes);
            if (name.equalsIgnoreCase("body") && previewed.isPresent()) {
                SlingHttpServletRequest request = previewed.get();
                previewed = Optional.empty();
                write(request, RequestGate.of(request).preview().orElseThrow());
            }
        }

        private void write(SlingHttpServletRequest request, PreviewRole role) throws SAXException {
            EditorWords words = EditorWords.of(request);
            start("link", "rel", "stylesheet", "href", "/static/clientlibs/fermata/editor.css");
            end("link");
            start("aside", "class", "fermata-preview", "data-fermata-preview", role.word());
            element("span", words.say("Preview as"), "class", "fermata-preview__label");
            Resource page = request.getResource();
            for (Preview preview : Preview.of(page, role, words)) {
                if (preview.current()) {
                    element("strong", preview.label(), "class", "fermata-preview__current");
                } else {
                    element("a", preview.label(), "class", "fermata-preview__role", "href", preview.url());
                }
            }
            element(
                    "a",
                    words.say("Edit the page"),
                    "class",
                    "fermata-preview__edit",
                    "href",
                    "/cms/page/edit.html" + page.getPath());
            end("aside");
        }

        private void element(String name, String text, String... attributes) throws SAXException {
            start(name, attributes);
            characters(text.toCharArray(), 0, text.length());
            end(name);
        }

        private void start(String name, String... attributes) throws SAXException {
            AttributesImpl all = new AttributesImpl();
            for (int i = 0; i < attributes.length; i += 2) {
                all.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
            }
            super.startElement("", name, name, all);
        }

        private void end(String name) throws SAXException {
            super.endElement("", name, name);
        }
    }
}
