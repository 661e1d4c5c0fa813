package dev.fermata.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @ParameterizedTest
    @EnumSource
    void everyTypeHasItsPage(ProblemType type) {
        assertThat(ProblemTypesEndpoint.page(type))
                .startsWith("# " + type.title() + "\n")
                .contains("`" + type.slug() + "`, status " + type.status() + "\n")
                .contains("## What happened", "## What to do", "## Example");
    }

    @ParameterizedTest
    @EnumSource
    void theExampleIsADocumentOfTheType(ProblemType type) throws Exception {
        String page = ProblemTypesEndpoint.page(type);
        String example = page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"));
        var document = new ObjectMapper().readTree(example);
        assertThat(document.path("code").asText()).isEqualTo(type.slug());
        assertThat(document.path("title").asText()).isEqualTo(type.title());
        assertThat(document.path("status").asInt()).isEqualTo(type.status());
        assertThat(URI.create(document.path("type").asText()).getPath()).isEqualTo("/problems/" + type.slug());
    }

    @Test
    void everyPageHasItsType() throws Exception {
        var pages = Path.of(Objects.requireNonNull(getClass().getClassLoader().getResource("docs/problems"))
                .toURI());
        assertThat(Objects.requireNonNull(pages.toFile().listFiles()))
                .extracting(File::getName)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.slug() + ".md")
                        .toList());
    }
}
