package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import org.junit.jupiter.api.Test;

class JsonLdTest {

    private static final URI PAGE = URI.create("https://magazine.example/a.html");

    @Test
    void saysWhereTheGatedPartIs() throws Exception {
        JsonNode page = parse(new JsonLd("NewsArticle", "Headline", "In short", PAGE, false, ".fermata-gate__body"));

        assertThat(page.path("@type").asText()).isEqualTo("NewsArticle");
        assertThat(page.path("isAccessibleForFree").isBoolean()).isTrue();
        assertThat(page.path("isAccessibleForFree").asBoolean()).isFalse();
        assertThat(page.path("hasPart").path("cssSelector").asText()).isEqualTo(".fermata-gate__body");
        assertThat(page.path("hasPart").path("isAccessibleForFree").asBoolean()).isFalse();
    }

    @Test
    void doesNotPointAtWhatWasCut() throws Exception {
        assertThat(parse(new JsonLd("NewsArticle", "Headline", "", PAGE, false, ""))
                        .has("hasPart"))
                .isFalse();
    }

    @Test
    void aFreePageIsFreeAsAWhole() throws Exception {
        JsonNode page = parse(new JsonLd("WebPage", "Headline", "", PAGE, true, ".fermata-gate__body"));

        assertThat(page.path("isAccessibleForFree").asBoolean()).isTrue();
        assertThat(page.has("hasPart")).isFalse();
        assertThat(page.has("description")).isFalse();
    }

    @Test
    void noHeadlineEndsTheScript() throws Exception {
        String headline = "</script><script>alert(1)</script><!-- \u2028\u2029 ]]> & \" ' \\ \n";
        JsonLd page = new JsonLd("NewsArticle", headline, headline, PAGE, false, headline);

        assertThat(page.json()).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\n");
        assertThat(parse(page).path("headline").asText()).isEqualTo(headline);
        assertThat(page.script())
                .startsWith("<script type=\"application/ld+json\">{")
                .endsWith("}</script>");
    }

    private static JsonNode parse(JsonLd page) throws Exception {
        return new ObjectMapper().readTree(page.json());
    }
}
