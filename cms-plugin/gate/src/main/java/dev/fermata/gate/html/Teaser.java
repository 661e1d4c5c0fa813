package dev.fermata.gate.html;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * The beginning of a text, as well-formed HTML of plain paragraphs, lists and emphasis: no attribute, script or embedded thing could
 * carry more of the text than is shown.
 */
public final class Teaser {

    private static final Safelist PLAIN = Safelist.none()
            .addTags("p", "br", "em", "strong", "b", "i", "blockquote", "ul", "ol", "li", "h2", "h3", "h4");

    /** What a reader does not see as text, and must not begin to. */
    private static final String UNSEEN =
            "script, style, template, noscript, svg, math, iframe, object, audio, video, canvas, select, textarea, [hidden]";

    private Teaser() {}

    /** The first words; an ellipsis shows that there are more. */
    public static String words(String html, int count) {
        Document text = clean(html);
        new WordCut(Math.max(0, count)).apply(text.body());
        return text.body().html();
    }

    /** The first paragraphs. */
    public static String paragraphs(String html, int count) {
        List<Element> paragraphs = clean(html).select("p");
        StringBuilder teaser = new StringBuilder();
        paragraphs.stream()
                .filter(Element::hasText)
                .limit(Math.max(0, count))
                .forEach(paragraph -> teaser.append(paragraph.outerHtml()));
        return teaser.toString();
    }

    private static Document clean(String html) {
        Document source = Jsoup.parseBodyFragment(html);
        source.select(UNSEEN).remove();
        Document text = new Cleaner(PLAIN).clean(source);
        text.outputSettings().prettyPrint(false);
        return text;
    }
}
