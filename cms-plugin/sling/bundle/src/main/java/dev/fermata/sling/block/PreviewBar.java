package dev.fermata.sling.block;

import dev.fermata.sling.gate.PreviewRole;
import dev.fermata.sling.gate.RequestGate;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.i18n.ResourceBundleProvider;
import org.apache.sling.rewriter.DefaultTransformer;
import org.apache.sling.rewriter.ProcessingComponentConfiguration;
import org.apache.sling.rewriter.ProcessingContext;
import org.apache.sling.rewriter.Transformer;
import org.apache.sling.rewriter.TransformerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** Puts a slim bar on a previewed page: as whom the editor looks at it, and the other ways to. */
@Component(service = TransformerFactory.class, property = "pipeline.mode=global")
public final class PreviewBar implements TransformerFactory {

    private final ResourceBundleProvider dictionaries;

    @Activate
    public PreviewBar(@Reference ResourceBundleProvider dictionaries) {
        this.dictionaries = dictionaries;
    }

    @Override
    public Transformer createTransformer() {
        return new Bar(dictionaries);
    }

    private static void write(SlingHttpServletRequest request, PreviewRole role, EditorWords words, Elements page)
            throws SAXException {
        Resource previewed = request.getResource();
        page.empty("link", "rel", "stylesheet", "href", "/static/clientlibs/fermata/editor.css");
        page.start("aside", "class", "fermata-preview", "data-fermata-preview", role.word());
        page.text("span", words.say("Preview:"), "class", "fermata-preview__label");
        for (Preview preview : Preview.of(previewed, role, words)) {
            if (preview.current()) {
                page.text("strong", preview.label(), "class", "fermata-preview__current");
            } else {
                page.text("a", preview.label(), "class", "fermata-preview__role", "href", preview.url());
            }
        }
        String edit = "/cms/page/edit.html" + previewed.getPath();
        page.text("a", words.say("Edit the page"), "class", "fermata-preview__edit", "href", edit);
        page.end("aside");
    }

    private static final class Bar extends DefaultTransformer {

        private final ResourceBundleProvider dictionaries;
        private Optional<SlingHttpServletRequest> request = Optional.empty();

        Bar(ResourceBundleProvider dictionaries) {
            this.dictionaries = dictionaries;
        }

        @Override
        public void init(ProcessingContext context, ProcessingComponentConfiguration config) {
            request = Optional.of(context.getRequest());
        }

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) throws SAXException {
            super.startElement(uri, name, qName, attributes);
            if (name.equalsIgnoreCase("body") && request.isPresent()) {
                SlingHttpServletRequest previewed = request.get();
                Optional<PreviewRole> role = RequestGate.of(previewed).preview();
                if (role.isPresent()) {
                    EditorWords words = EditorWords.of(previewed, dictionaries);
                    write(previewed, role.get(), words, new Elements(getContentHandler()));
                }
            }
        }
    }
}
