package dev.fermata.sling.page;

import dev.fermata.gate.html.JsonLd;
import java.util.Locale;
import java.util.function.Function;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.rewriter.DefaultTransformer;
import org.apache.sling.rewriter.ProcessingComponentConfiguration;
import org.apache.sling.rewriter.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes a page's additions at the end of its head, each once: what the page has already is not added. */
final class PageTransformer extends DefaultTransformer {

    private static final String SCRIPT = "/_fermata/client.js";
    private static final String STYLESHEET = "/static/clientlibs/fermata/blocks.css";
    private static final String LINKED_DATA = "application/ld+json";

    private final Function<SlingHttpServletRequest, PageAdditions> choosing;
    private PageAdditions additions = PageAdditions.NONE;
    private boolean hasStylesheet;
    private boolean hasScript;
    private boolean hasLinkedData;
    private @Nullable StringBuilder held;

    PageTransformer(Function<SlingHttpServletRequest, PageAdditions> choosing) {
        this.choosing = choosing;
    }

    @Override
    public void init(ProcessingContext context, ProcessingComponentConfiguration configuration) {
        additions = choosing.apply(context.getRequest());
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) throws SAXException {
        String element = lower(name);
        if (element.equals("script")) {
            hasScript |= value(attributes, "src").endsWith(SCRIPT);
            if (additions.linkedData().isPresent() && value(attributes, "type").equalsIgnoreCase(LINKED_DATA)) {
                held = new StringBuilder();
            }
        } else if (element.equals("link")) {
            hasStylesheet |= value(attributes, "href").endsWith(STYLESHEET);
        }
        super.startElement(uri, name, qName, attributes);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (held != null) {
            held.append(text, start, length);
        } else {
            super.characters(text, start, length);
        }
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
        switch (lower(name)) {
            case "script" -> release();
            case "head" -> addToHead();
            case "body" -> addToBody();
            default -> {
                // Nothing is added elsewhere.
            }
        }
        super.endElement(uri, name, qName);
    }

    private void release() throws SAXException {
        if (held != null) {
            String own = held.toString();
            held = null;
            String merged = additions
                    .linkedData()
                    .flatMap(gate -> LinkedData.merged(own, gate))
                    .orElse("");
            hasLinkedData |= !merged.isEmpty();
            write(merged.isEmpty() ? own : merged);
        }
    }

    private void addToHead() throws SAXException {
        if (additions.stylesheet() && !hasStylesheet) {
            hasStylesheet = true;
            element("link", "", "rel", "stylesheet", "href", STYLESHEET);
        }
        if (additions.script() && !hasScript) {
            hasScript = true;
            element("script", "", "src", SCRIPT);
        }
    }

    /** At the end: only now it is known that the page has none of its own. */
    private void addToBody() throws SAXException {
        JsonLd data = additions.linkedData().orElse(null);
        if (data != null && !hasLinkedData) {
            hasLinkedData = true;
            element("script", data.json(), "type", LINKED_DATA);
        }
    }

    private void element(String name, String text, String... attributes) throws SAXException {
        AttributesImpl all = new AttributesImpl();
        for (int i = 0; i < attributes.length; i += 2) {
            all.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
        }
        super.startElement("", name, name, all);
        write(text);
        super.endElement("", name, name);
    }

    private void write(String text) throws SAXException {
        if (!text.isEmpty()) {
            super.characters(text.toCharArray(), 0, text.length());
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String value(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getQName(i).equalsIgnoreCase(name)) {
                return attributes.getValue(i);
            }
        }
        return "";
    }
}
