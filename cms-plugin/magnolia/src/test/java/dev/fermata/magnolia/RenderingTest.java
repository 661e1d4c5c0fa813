package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.magnolia.harness.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers get of pages that the harness rendered and the gate cut. */
class RenderingTest {

    private static final String CANARY = "The canary";
    private static final String GATED = "main/00/";
    private static final String GATE_ID = "5f0d6a2e-1c1b-4c52-9f0e-3a7f1a8c0005";
    private static final String PAYWALL = "fermata-gate__paywall";

    private final Content article = Site.page("article");

    @Test
    void onlyWhoBoughtItReadsTheProtectedPart() {
        String stored = Site.filtered().render(article);

        assertThat(Visitor.entitledTo("premium").sees(stored))
                .contains(CANARY, "data-fermata-state=\"open\"")
                .doesNotContain(PAYWALL);
        for (Visitor visitor : List.of(Visitor.stranger(), Visitor.registered(), Visitor.entitledTo("archive"))) {
            assertThat(visitor.sees(stored))
                    .contains("The ferry no longer runs", PAYWALL, "data-fermata-state=\"locked\"")
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void noMarkIsLeft() {
        String stored = Site.filtered().render(article);

        assertThat(Visitor.entitledTo("premium").sees(stored)).doesNotContain("<!--");
        assertThat(Visitor.stranger().sees(stored)).doesNotContain("<!--");
    }

    @Test
    void withoutTheFilterThereIsATeaserOnly() {
        assertThat(Site.unfiltered().render(article))
                .contains("The ferry no longer runs")
                .doesNotContain(CANARY, "fermata-offer", "fermata-account", "<!--");
    }

    @Test
    void aPartThatIsHydratedIsLockedForEverybodyAndFetchedByWhoMayReadIt() {
        String stored = Site.filtered().render(article.with(GATED + "rendering", "hydrate"));

        assertThat(Visitor.entitledTo("premium").sees(stored))
                .isEqualTo(Visitor.stranger().sees(stored))
                .contains("data-fermata-hydrate", "data-fermata-fragment=\"/article.html?fermata_fragment=" + GATE_ID)
                .doesNotContain(CANARY);
        assertThat(Visitor.entitledTo("premium").fetches(stored, GATE_ID))
                .hasValueSatisfying(fragment -> assertThat(fragment)
                        .contains(CANARY)
                        .doesNotContain(PAYWALL, "fermata-gate__body", "The ferry"));
        assertThat(Visitor.stranger().fetches(stored, GATE_ID)).isEmpty();
    }

    @Test
    void registeredReadersReadWhatIsForThem() {
        String stored = Site.filtered().render(article.with(GATED + "access", "registered"));

        assertThat(Visitor.registered().sees(stored)).contains(CANARY);
        assertThat(Visitor.stranger().sees(stored)).contains("it costs nothing").doesNotContain(CANARY);
    }

    @Test
    void aBlockThatIsAsItsPageOpensAsThePageDoes() {
        Content page = article.with(GATED + "access", "page")
                .with("fermataAccess", "resources")
                .with("fermataResources", List.of("archive"));
        String stored = Site.filtered().render(page);

        assertThat(Visitor.entitledTo("archive").sees(stored)).contains(CANARY);
        assertThat(Visitor.entitledTo("premium").sees(stored)).doesNotContain(CANARY);
    }

    @Test
    void aBlockThatIsAsAFreePageIsFree() {
        String stored = Site.filtered().render(article.with(GATED + "access", "page"));

        assertThat(Visitor.stranger().sees(stored)).contains(CANARY).doesNotContain(PAYWALL);
    }

    @Test
    void aPageOpensByItsProperties() {
        String stored = Site.filtered().render(Site.page("subscribers"));

        assertThat(Visitor.entitledTo("archive").sees(stored)).contains(CANARY).doesNotContain(PAYWALL);
        assertThat(Visitor.stranger().sees(stored))
                .contains("Forty letters, found under a floor", PAYWALL)
                .doesNotContain(CANARY);
        assertThat(stored).contains(" resource:premium resource:archive meter:3/2/P1M-->");
    }

    @Test
    void aBlockWithinItsProtectedPageTakesNoViewOfItsOwn() {
        Content page = article.with(GATED + "access", "page")
                .with("fermataAccess", "metered")
                .with("fermataResources", List.of("premium"));
        String stored = Site.filtered().render(page);

        assertThat(stored.split("<!--fermata:protected ", -1)).hasSize(2);
        assertThat(Visitor.entitledTo("premium").sees(stored)).contains(CANARY);
        assertThat(Visitor.stranger().sees(stored)).doesNotContain(CANARY);
        Content block = page.children().get("main").children().get("00");
        assertThat(Visitor.stranger().sees(Site.filtered().render(block)))
                .as("asked for without its page")
                .doesNotContain(CANARY);
    }

    @Test
    void aBlockWithinAProtectedPageCanAskForMore() {
        Content page = article.with("fermataAccess", "registered");
        String stored = Site.filtered().render(page);

        assertThat(Visitor.registered().sees(stored))
                .contains("The ferry no longer")
                .doesNotContain(CANARY);
        assertThat(Visitor.entitledTo("premium").sees(stored)).contains(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everybody", " ", "FREE", "free resources", "registered\" onload=\"x"})
    void anAccessThatIsNoneOpensToNobody(String access) {
        String stored = Site.filtered().render(article.with(GATED + "access", access));

        assertThat(stored).contains(" nobody-->");
        assertThat(Visitor.entitledTo("premium").sees(stored)).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Premium", "premium resource:x", "premium-->", "../premium"})
    void aResourceThatIsNoneOpensNothing(String resource) {
        String stored = Site.filtered().render(article.with(GATED + "resources", List.of(resource)));

        assertThat(stored).contains(" nobody-->");
        assertThat(Visitor.entitledTo("premium").sees(stored)).doesNotContain(CANARY);
    }

    @Test
    void editorsSeeBothPartsAndWhatIsWrong() {
        Content page = article.with(GATED + "resources", List.of("nothing-sells-this"));
        String edited = Site.filtered().edited().render(page);

        assertThat(edited)
                .contains(CANARY, "Opens for nothing-sells-this", "Nothing that is on sale opens this.")
                .doesNotContain("<!--fermata");
        assertThat(Site.unfiltered().edited().render(article)).contains("The Fermata filter is not in front");
        assertThat(Site.filtered().edited().render(article.with("main/01/offer", "digitl")))
                .contains("The service does not know this offer: digitl");
        page.children().get("main").children().get("00").children().remove("teaser");
        assertThat(Site.filtered().edited().render(page)).contains("There is no teaser");
        assertThat(Site.filtered().render(page)).doesNotContain("class=\"fermata-state");
    }

    @Test
    void anOfferThatIsNotKnownIsNotShown() {
        assertThat(Site.filtered().render(article.with("main/01/offer", "cinematic")))
                .doesNotContain("data-fermata-offer=\"cinematic\"", "All of it");
    }
}
