package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ContentTreeTest {

    private static final String BLOCK =
            """
            {"@nodeType": "mgnl:component", "@id": "block", "mgnl:template": "fermata:components/gated-content",
             "access": "%s", "resources": ["premium"], "@nodes": ["teaser", "fermata-protected"],
             "teaser": {"text": "open"}, "fermata-protected": {"text": "canary"}}
            """;
    private static final String PAGE =
            """
            {"@nodeType": "mgnl:page", "@id": "page", "title": "open", %s "tags": ["a", "b"], "@nodes": ["main"],
             "main": {"@nodeType": "mgnl:area", "0": %s}}
            """;
    private static final String TEXT = "{\"@nodeType\": \"mgnl:component\", \"text\": \"canary\"}";

    @Test
    void takesTheProtectedPartOutOfABlockAndPutsTheOfferIn() {
        JsonNode page = cut("archive", PAGE.formatted("", BLOCK.formatted("resources")));

        JsonNode block = page.path("main").path("0");
        assertThat(block.path("teaser").path("text").asText()).isEqualTo("open");
        assertThat(block.path("locked").asBoolean()).isTrue();
        assertThat(block.path("offer")
                        .path("terms")
                        .path(0)
                        .path("price")
                        .path("amount")
                        .asInt())
                .isEqualTo(999);
        assertThat(page.toString()).doesNotContain("canary", "fermata-protected");
    }

    @Test
    void leavesWhatMayBeRead() {
        JsonNode page = cut("premium", PAGE.formatted("", BLOCK.formatted("resources")));

        assertThat(page.toString()).contains("canary").doesNotContain("locked");
    }

    @Test
    void asksForABlockWhatItsPageAsksFor() {
        String page = PAGE.formatted(
                "\"fermataAccess\": \"resources\", \"fermataResources\": [\"archive\"],", BLOCK.formatted("page"));

        assertThat(cut("archive", page).toString()).contains("canary");
        assertThat(cut("premium", page).toString()).doesNotContain("canary");
    }

    @Test
    void takesTheAreasOutOfAPageThatIsNotFree() {
        String page = PAGE.formatted(
                "\"fermataAccess\": \"resources\", \"fermataResources\": [\"premium\"], \"fermataOffer\": \"digital\",",
                TEXT);

        JsonNode locked = cut("archive", page);
        assertThat(locked.toString()).doesNotContain("canary");
        assertThat(locked.path("title").asText()).isEqualTo("open");
        assertThat(locked.path("tags")).hasSize(2);
        assertThat(locked.path("offer").path("slug").asText()).isEqualTo("digital");
        assertThat(cut("premium", page).toString()).contains("canary").doesNotContain("locked");
    }

    @Test
    void leavesAFreePageAsItIs() {
        assertThat(cut("archive", PAGE.formatted("", TEXT)).toString()).contains("canary");
        assertThat(cut("archive", PAGE.formatted("\"fermataAccess\": \"free\",", TEXT))
                        .toString())
                .contains("canary");
    }

    @Test
    void opensNothingForAnAccessThatItDoesNotKnow() {
        assertThat(cut("premium", PAGE.formatted("\"fermataAccess\": \"gold\",", TEXT))
                        .toString())
                .doesNotContain("canary");
        assertThat(cut("premium", PAGE.formatted("", BLOCK.formatted("gold"))).toString())
                .doesNotContain("canary");
    }

    @Test
    void locksAPartWhosePageIsNotThere() {
        assertThat(cut("premium", TEXT).toString()).doesNotContain("canary");
        assertThat(cut("premium", BLOCK.formatted("page")).toString()).doesNotContain("canary");
        assertThat(cut("premium", "{\"results\": [" + TEXT + "]}").toString()).doesNotContain("canary");
    }

    @Test
    void cutsMarkedSectionsInTexts() {
        String text = "{\"html\": [\"<p>open</p><!--fermata:protected s resource:premium-->canary"
                + "<!--/fermata:protected s--><!--fermata:locked s-->wall<!--/fermata:locked s-->\"]}";

        assertThat(cut("archive", text).path("html").path(0).asText()).isEqualTo("<p>open</p>wall");
        assertThat(cut("premium", text).path("html").path(0).asText()).isEqualTo("<p>open</p>canary");
    }

    @Test
    void keepsNumbersAsTheyWere() throws Exception {
        String text = "{\"@nodeType\":\"mgnl:page\",\"n\":1.10,\"big\":12345678901234567890123}";

        assertThat(JsonCutter.JSON.writeValueAsString(cut("premium", text))).isEqualTo(text);
    }

    private static JsonNode cut(String resource, String json) {
        try {
            OneOfferGate gate = OneOfferGate.openTo(resource);
            JsonNode tree = JsonCutter.JSON.readTree(json);
            new ContentTree(
                            FilterSettings.USUAL_JSON,
                            new PageCutter(OneOfferGate.meter(), false),
                            gate.decisions(),
                            gate)
                    .cut(tree);
            return tree;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
