package dev.fermata.service.problem;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** What a problem means, for a person who follows its {@code type}. */
public class ProblemTypePage extends View {

    private final String title;
    private final String content;

    ProblemTypePage(String title, String markdown) {
        super("problem-type.ftlh", StandardCharsets.UTF_8);
        this.title = title;
        Node document = Parser.builder().build().parse(markdown);
        if (document.getFirstChild() instanceof Heading heading) {
            heading.unlink();
        }
        this.content = HtmlRenderer.builder().escapeHtml(true).build().render(document);
    }

    public String getTitle() {
        return title;
    }

    /** HTML, made from what ships with the service; nothing of a request is in it. */
    public String getContent() {
        return content;
    }

    /** These pages are on the service's own host only, one level below its root. */
    public String getBase() {
        return "../";
    }
}
