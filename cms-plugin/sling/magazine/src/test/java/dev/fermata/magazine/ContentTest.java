package dev.fermata.magazine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\\.html\"");

    static List<String> pages() {
        return Shipped.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aGatedPageIsClosedInTheSaveThatBringsIt(String path) {
        JsonNode content = Shipped.read(path).path("jcr:content");
        boolean gated = !content.path("fermataAccess").asText("free").equals("free");

        assertThat(denies(content, "/container*")).isEqualTo(gated);
        if (gated) {
            assertThat(content.path("fermataTeaser").asText()).isNotEmpty();
        }
    }

    @Test
    void theProtectedPartsOfBlocksAreClosedInTheSaveThatBringsThem() {
        assertThat(denies(Shipped.read(Shipped.SITE), "*/fermata-protected*")).isTrue();
    }

    private static boolean denies(JsonNode node, String glob) {
        return entries(node.path("security:acl"))
                .anyMatch(entry -> entry.path("principal").asText().equals("everyone")
                        && entry.at("/denied/0").asText().equals("jcr:read")
                        && entry.at("/restrictions/rep:glob").asText().equals(glob));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasATemplateAComponentPicturesAndLinksThatExist(String path) {
        JsonNode content = Shipped.read(path).path("jcr:content");

        assertThat(Shipped.read("/conf/magazine")
                        .at(inConf(content.path("sling:template")))
                        .isObject())
                .isTrue();
        content.findValuesAsText("sling:resourceType").stream()
                .filter(type -> type.startsWith("magazine/"))
                .forEach(type ->
                        assertThat(Shipped.has("/apps/" + type)).as(type).isTrue());
        content.findValuesAsText("picture")
                .forEach(picture -> assertThat(Shipped.has(picture)).as(picture).isTrue());
        LINK.matcher(content.toString().replace("\\\"", "\""))
                .results()
                .map((MatchResult link) -> link.group(1))
                .forEach(link -> assertThat(Shipped.has(link)).as(link).isTrue());
    }

    private static String inConf(JsonNode template) {
        return template.asText().substring("/conf/magazine".length());
    }

    @Test
    void noTwoBlocksHaveTheSameId() {
        assertThat(Shipped.pages().stream()
                        .flatMap(page -> Shipped.read(page).findValuesAsText("fermataId").stream())
                        .toList())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void thereIsSomethingBehindEveryKindOfGate() {
        assertThat(Shipped.pages().stream()
                        .flatMap(page -> Shipped.read(page).findValuesAsText("fermataAccess").stream())
                        .distinct())
                .containsExactlyInAnyOrder("registered", "resources", "metered");
        assertThat(Shipped.pages().stream()
                        .flatMap(page -> Shipped.read(page).findValuesAsText("rendering").stream())
                        .distinct())
                .containsExactlyInAnyOrder("request", "hydrate");
    }

    private static Stream<JsonNode> entries(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
