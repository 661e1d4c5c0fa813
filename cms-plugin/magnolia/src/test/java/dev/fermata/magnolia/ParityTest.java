package dev.fermata.magnolia;

import static dev.fermata.magnolia.harness.Definitions.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.magnolia.harness.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editors find the same fields in both hosts. */
class ParityTest {

    private static final Path SLING = Path.of("../sling/bundle/src/main/resources/jcr_root/apps/fermata/components");

    private static final Map<String, String> SLING_KINDS = Map.of(
            "sling-cms/components/editor/fields/select", "choice",
            "sling-cms/components/editor/fields/text", "text",
            "sling-cms/components/editor/fields/path", "page",
            "sling-cms/components/editor/fields/richtext", "formatted text",
            "fermata/components/editor/resources", "choices");
    private static final Map<String, String> MAGNOLIA_KINDS = Map.of(
            "comboBoxField", "choice",
            "textField", "text",
            "pageLinkField", "page",
            "richTextField", "formatted text",
            "jcrMultiValueField", "choices");

    private static final Pattern CLASS = Pattern.compile("\\bfermata-(gate|offer|account)(__[a-z-]+)?\\b(?![-_:.$])");

    @TempDir
    Path lightModules;

    private Definitions definitions;

    /** A field, as far as both hosts know it. */
    private record Field(String kind, boolean required, List<String> options) {}

    @BeforeEach
    void writeChoices() throws IOException {
        new ChoicesModule(List.of(), List.of(), List.of()).write(lightModules);
        definitions = Shipped.withSite(lightModules);
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "gated-content", "account-bar"})
    void dialogsHaveTheSameFieldsInTheSameOrder(String block) throws IOException {
        Map<String, Field> sling = sling(SLING.resolve(block + "/edit.json"), "/fields");

        assertThat(List.copyOf(magnolia("components/" + block).entrySet())).isEqualTo(List.copyOf(sling.entrySet()));
    }

    @Test
    void pagesHaveTheSameFieldsInTheSameOrder() throws IOException {
        Map<String, Field> sling = sling(SLING.resolve("editor/page-access.json"), "/fields");

        assertThat(List.copyOf(magnolia("pages/access").entrySet())).isEqualTo(List.copyOf(sling.entrySet()));
    }

    @Test
    void readersFindTheSameMarkup() throws IOException {
        assertThat(classes(Shipped.MODULES.resolve("fermata/templates"))).isEqualTo(classes(SLING));
    }

    @Test
    void nothingIsStyledThatNoBlockHas() throws IOException {
        Set<String> written = classes(Shipped.MODULES.resolve("fermata/templates"));
        written.add("fermata-gate__status"); // The script's, when a part opens.

        assertThat(CLASS.matcher(Files.readString(Shipped.MODULES.resolve("fermata/webresources/blocks.css")))
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(written);
    }

    /** Classes of blocks for readers; what editors see looks as it must in each host. */
    private static Set<String> classes(Path scripts) throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(scripts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CLASS.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(classes::add);
            }
        }
        return classes;
    }

    private Map<String, Field> magnolia(String dialog) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Shipped.fields(definitions.dialog("fermata:" + dialog)).forEach((name, definition) -> {
            Map<String, Object> field = map(definition);
            List<String> options = new ArrayList<>();
            if (map(field.get("datasource")).get("options") instanceof List<?> choices) {
                choices.forEach(choice -> options.add((String) map(choice).get("value")));
            }
            boolean required = Boolean.TRUE.equals(field.get("required"));
            fields.put(name, new Field(MAGNOLIA_KINDS.get((String) field.get("$type")), required, options));
        });
        return fields;
    }

    private static Map<String, Field> sling(Path dialog, String pointer) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        new ObjectMapper().readTree(dialog.toFile()).at(pointer).forEach(field -> {
            String kind = SLING_KINDS.get(field.path("sling:resourceType").asText());
            if (kind != null) {
                fields.put(
                        field.path("name").asText(),
                        new Field(kind, field.path("required").asBoolean(), options(field)));
            }
        });
        return fields;
    }

    private static List<String> options(JsonNode field) {
        List<String> options = new ArrayList<>();
        field.path("options").forEach(option -> {
            if (option.has("value")) {
                options.add(option.path("value").asText());
            }
        });
        return options;
    }
}
