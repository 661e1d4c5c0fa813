package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonSectionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSections SECTIONS =
            new JsonSections("mgnl:template", Set.of("fermata:components/gated-content"), "protected");
    private static final String PAGE =
            """
            {"@name":"page","main":{"@nodes":["0","1"],
              "0":{"mgnl:template":"fermata:components/gated-content","teaser":{"text":"open"},
                   "protected":{"0":{"text":"SECRET"}},"@nodes":["teaser","protected"]},
              "1":{"mgnl:template":"other","protected":{"text":"not ours"}}}}""";

    @Test
    void aLockedNodeLosesItsProtectedChildAndSaysSo() throws Exception {
        JsonNode page = JSON.readTree(PAGE);

        boolean gated = SECTIONS.cut(
                page, node -> false, node -> Optional.of(JSON.createObjectNode().put("slug", "digital")));

        JsonNode block = page.path("main").path("0");
        assertThat(gated).isTrue();
        assertThat(page.toString()).doesNotContain("SECRET");
        assertThat(block.has("protected")).isFalse();
        assertThat(block.path("@nodes")).extracting(JsonNode::asText).containsExactly("teaser");
        assertThat(block.path("locked").asBoolean()).isTrue();
        assertThat(block.path("offer").path("slug").asText()).isEqualTo("digital");
        assertThat(block.path("teaser").path("text").asText()).isEqualTo("open");
        assertThat(page.path("main").path("1").has("protected"))
                .as("not gated content")
                .isTrue();
    }

    @Test
    void anOpenNodeStaysAsItIs() throws Exception {
        JsonNode page = JSON.readTree(PAGE);
        SECTIONS.cut(page, node -> true, node -> Optional.empty());

        assertThat(page).isEqualTo(JSON.readTree(PAGE));
    }

    @Test
    void gatedContentWithinAnOpenOneIsAskedAboutAsWell() throws Exception {
        String inner =
                "{\"mgnl:template\":\"fermata:components/gated-content\",\"protected\":{\"text\":\"SECRET\"},\"id\":\"in\"}";
        JsonNode page = JSON.readTree(
                "[{\"mgnl:template\":\"fermata:components/gated-content\",\"protected\":[" + inner + "]}]");

        SECTIONS.cut(page, node -> !node.has("id"), node -> Optional.empty());

        assertThat(page.toString())
                .contains("\"id\":\"in\"")
                .contains("\"locked\":true")
                .doesNotContain("SECRET");
    }

    @Test
    void tellsThatNothingInItIsGated() throws Exception {
        assertThat(SECTIONS.cut(
                        JSON.readTree("{\"a\":[1,null,{\"mgnl:template\":7}]}"),
                        node -> false,
                        node -> Optional.empty()))
                .isFalse();
    }
}
