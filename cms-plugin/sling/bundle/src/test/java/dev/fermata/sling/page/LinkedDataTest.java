package dev.fermata.sling.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.html.JsonLd;
import java.net.URI;
import org.junit.jupiter.api.Test;

class LinkedDataTest {

    private static final JsonLd LOCKED =
            new JsonLd("NewsArticle", "Title", "", URI.create("https://www.example.com/a.html"), false, "");

    @Test
    void thePagesOwnDataSaysThatItIsNotForEverybody() {
        assertThat(LinkedData.merged("{\"@type\":\"Article\",\"author\":\"Ada\",\"isAccessibleForFree\":true}", LOCKED))
                .contains("{\"@type\":\"Article\",\"author\":\"Ada\",\"isAccessibleForFree\":false}");
    }

    @Test
    void amongSeveralItIsThePageThatSaysSo() {
        assertThat(LinkedData.merged("[{\"@type\":\"Organization\"},{\"@type\":\"NewsArticle\"}]", LOCKED))
                .contains("[{\"@type\":\"Organization\"},{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}]");
        assertThat(LinkedData.merged("{\"@graph\":[{\"@type\":[\"WebPage\",\"FAQPage\"]}]}", LOCKED)
                        .orElseThrow())
                .contains("\"isAccessibleForFree\":false");
    }

    @Test
    void dataAboutSomethingElseIsLeftAlone() {
        assertThat(LinkedData.merged("{\"@type\":\"BreadcrumbList\"}", LOCKED)).isEmpty();
        assertThat(LinkedData.merged("no json", LOCKED)).isEmpty();
        assertThat(LinkedData.merged("[1,null]", LOCKED)).isEmpty();
    }

    @Test
    void whatIsMergedCannotEndItsElement() {
        assertThat(LinkedData.merged("{\"@type\":\"Article\",\"headline\":\"</script>\"}", LOCKED)
                        .orElseThrow())
                .doesNotContain("</script>");
    }
}
