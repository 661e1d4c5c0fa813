package dev.fermata.magnolia;

import dev.fermata.gate.html.SdkTag;
import dev.fermata.magnolia.harness.Content;
import freemarker.template.Configuration;
import freemarker.template.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped scripts and the gate make of the example pages is what the checklist expects. */
class ExpectedOutputTest {

    private final Content article = Site.page("article");

    static Version[] freemarkers() {
        return new Version[] {Configuration.VERSION_2_3_28, Configuration.VERSION_2_3_31, Configuration.VERSION_2_3_34};
    }

    @ParameterizedTest
    @MethodSource("freemarkers")
    void theCacheKeepsOneVersionForAll(Version freemarker) throws IOException {
        ExpectedOutput.check(
                "article.stored.html", Site.filtered().with(freemarker).render(article));
    }

    @Test
    void strangersGetTheTeaserAndThePaywall() throws IOException {
        ExpectedOutput.check("article.locked.html", answer(Visitor.stranger(), Site.filtered()));
    }

    @Test
    void germanPagesHaveAGermanPaywall() throws IOException {
        ExpectedOutput.check(
                "article.locked.de.html",
                answer(Visitor.stranger(), Site.filtered().in("de")));
    }

    @Test
    void entitledReadersGetTheWholeArticle() throws IOException {
        ExpectedOutput.check("article.open.html", answer(Visitor.entitledTo("premium"), Site.filtered()));
    }

    @Test
    void withoutTheFilterThereIsATeaser() throws IOException {
        ExpectedOutput.check("article.without-filter.html", Site.unfiltered().render(article));
    }

    @Test
    void aFragmentIsTheProtectedPartAlone() throws IOException {
        String id = "5f0d6a2e-1c1b-4c52-9f0e-3a7f1a8c0005";
        ExpectedOutput.check(
                "article.fragment.html",
                Visitor.entitledTo("premium")
                        .fetches(Site.filtered().render(article), id)
                        .orElseThrow());
    }

    @Test
    void aLockedPageKeepsItsTeaser() throws IOException {
        String stored = Site.filtered().render(Site.page("subscribers"));
        ExpectedOutput.check(
                "subscribers.locked.html", SdkTag.inject(Visitor.stranger().sees(stored)));
    }

    /** As the filter answers: cut, with the script. */
    private String answer(Visitor visitor, Site site) {
        return SdkTag.inject(visitor.sees(site.render(article)));
    }
}
