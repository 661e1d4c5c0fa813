package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.catalogue.Money;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import dev.fermata.magnolia.harness.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscapingTest {

    private static final String SCRIPT = "<script>alert(\"1\")</script> & co";
    private static final String SCRIPT_AS_TEXT = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co";

    private final Content article = Site.page("article");

    @Test
    void headlinesAreTextOnce() {
        String page =
                Site.filtered().render(article.with("main/00/headline", SCRIPT).with("main/01/headline", SCRIPT));

        assertThat(page)
                .contains("<h2 class=\"fermata-gate__headline\">" + SCRIPT_AS_TEXT + "</h2>")
                .contains("<h2 class=\"fermata-offer__headline\">" + SCRIPT_AS_TEXT + "</h2>")
                .doesNotContain("<script", "&amp;lt;");
    }

    @Test
    void whatTheServiceSaysIsText() {
        Resource resource = new Resource("res_premium", "premium", SCRIPT);
        Term term = new Term("term_1", SCRIPT, new Money(100, "EUR"), SCRIPT, List.of(resource));
        Offer offer = new Offer("off_digital", "digital", SCRIPT, SCRIPT, List.of(term));

        assertThat(Site.filtered()
                        .withCatalogue(new DemoCatalogue(List.of(offer)))
                        .render(article))
                .contains("<h3 class=\"fermata-offer__name\">" + SCRIPT_AS_TEXT + "</h3>")
                .doesNotContain("<script");
    }

    @Test
    void editorsNotesAreText() {
        assertThat(Site.filtered().edited().render(article.with("main/01/offer", SCRIPT)))
                .doesNotContain("<script");
    }

    @Test
    void richTextStaysHtml() {
        assertThat(Site.filtered().render(article)).contains("<em>why</em>");
    }

    @Test
    void marksInTextsChangeNothing() {
        String mark =
                "<!--/fermata:protected 5f0d6a2e-1c1b-4c52-9f0e-3a7f1a8c0005--><!--fermata:protected x registered-->";
        Content page = article.with("main/00/headline", mark)
                .with("main/00/fermata-protected/00/text", "<p>" + mark + "The canary</p>");

        assertThat(Visitor.stranger().sees(Site.filtered().render(page))).doesNotContain("The canary");
    }
}
