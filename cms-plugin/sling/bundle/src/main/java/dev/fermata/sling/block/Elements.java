package dev.fermata.sling.block;

import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes elements into a page that passes by; attributes are names and values in turn. */
record Elements(ContentHandler page) {

    void empty(String name, String... attributes) throws SAXException {
        start(name, attributes);
        end(name);
    }

    void text(String name, String text, String... attributes) throws SAXException {
        start(name, attributes);
        page.characters(text.toCharArray(), 0, text.length());
        end(name);
    }

    void start(String name, String... attributes) throws SAXException {
        AttributesImpl all = new AttributesImpl();
        for (int i = 0; i < attributes.length; i += 2) {
            all.addAttribute("", attributes[i], attributes[i], "CDATA", attributes[i + 1]);
        }
        page.startElement("", name, name, all);
    }

    void end(String name) throws SAXException {
        page.endElement("", name, name);
    }
}
