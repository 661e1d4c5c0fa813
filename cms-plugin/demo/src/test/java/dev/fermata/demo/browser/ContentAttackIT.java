package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What editors and operators write is shown, and never run. */
class ContentAttackIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT =
            "</title></script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>\"'";
    private static final String PAGE = Canaries.SITE + "/attack";

    @RegisterExtension
    final World world = World.ofTheCms();

    @BeforeEach
    void writePage() {
        world.api()
                .importCatalogue(Map.of(
                        "offers",
                        List.of(Map.of(
                                "slug",
                                "hacked",
                                "name",
                                SCRIPT,
                                "description",
                                SCRIPT,
                                "terms",
                                List.of(Map.of(
                                        "id",
                                        "term_hacked",
                                        "name",
                                        SCRIPT,
                                        "price",
                                        Map.of("amount", 100, "currency", "EUR"),
                                        "resources",
                                        List.of("premium")))))));
        // An editor who opens the block has the service asked for what it sells now.
        world.cms()
                .put(
                        Canaries.SITE,
                        "attack",
                        Map.of(
                                "jcr:primaryType",
                                "sling:Page",
                                "jcr:content",
                                Map.of(
                                        "jcr:primaryType",
                                        "nt:unstructured",
                                        "sling:resourceType",
                                        "magazine/components/pages/article",
                                        "jcr:title",
                                        SCRIPT,
                                        "jcr:description",
                                        SCRIPT,
                                        "published",
                                        true,
                                        "container",
                                        Map.of(
                                                "jcr:primaryType", "nt:unstructured",
                                                "sling:resourceType", "sling-cms/components/general/container",
                                                "gate", block()))));
        Assertions.assertThat(world.cms()
                        .getAsAdmin("/cms/page/pagewrapper.html" + PAGE)
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, Object> block() {
        return Map.of(
                "jcr:primaryType", "nt:unstructured",
                "sling:resourceType", "fermata/components/gated-content",
                "fermataId", "attack",
                "access", "resources",
                "resources", List.of("premium"),
                "offer", "hacked",
                "headline", SCRIPT,
                "fermata-protected",
                        Map.of(
                                "jcr:primaryType", "nt:unstructured",
                                "sling:resourceType", "sling-cms/components/general/container",
                                "text",
                                        Map.of(
                                                "jcr:primaryType", "nt:unstructured",
                                                "sling:resourceType", "sling-cms/components/general/richtext",
                                                "text", "<p>Paid words</p></div></section></main><div><b>")));
    }

    @AfterEach
    void removePage() {
        world.cms().delete(PAGE);
    }

    @Test
    void aScriptInAHeadlineOrAnOffersNameIsText(Reader reader) throws IOException {
        reader.open(PAGE + ".html?x=" + "%22%3E%3Cscript%3Ewindow.hacked=3%3C/script%3E");

        assertThat(reader.page().locator(".fermata-gate__headline")).hasText(SCRIPT);
        assertThat(reader.page().locator(".fermata-offer__term-name")).hasText(SCRIPT);
        assertThat(reader.page().evaluate("() => window.hacked")).isNull();
        Locator data = reader.page().locator("script[type='application/ld+json']");
        assertThat(data).hasCount(1);
        assertThat(JSON.readTree(data.textContent()).path("isAccessibleForFree").asBoolean(true))
                .isFalse();
        assertThat(JSON.readTree(data.textContent()).path("headline").asText()).isEqualTo(SCRIPT);
    }

    @Test
    void aPageStaysWholeWhereItIsCut(Reader reader) {
        reader.open(PAGE + ".html");

        assertThat(reader.page().locator("body")).not().containsText("Paid words");
        assertThat(reader.page().locator("footer")).hasCount(1);
        assertThat(reader.page().evaluate("() => document.querySelector('footer').closest('.fermata-gate')"))
                .isNull();
    }

    @Test
    void nobodyIsSentToAForeignAddress(Reader reader) {
        String answer = reader.page()
                .request()
                .post(
                        reader.address("/_fermata/checkout"),
                        com.microsoft.playwright.options.RequestOptions.create()
                                .setForm(com.microsoft.playwright.options.FormData.create()
                                        .set("term_id", "term_month")
                                        .set("return_url", "https://elsewhere.example/?" + SCRIPT))
                                .setMaxRedirects(0))
                .text();

        assertThat(answer).doesNotContain("<script>window.hacked");
    }
}
