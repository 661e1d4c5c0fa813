package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    private static final Path CONTENT = Path.of("src/main/resources/jcr_root/apps");
    private static final Path CODE = Path.of("src/main/java/dev/fermata/sling/block");
    private static final Set<String> FOR_EDITORS = Set.of("label", "description", "empty", "title");

    /** Texts are the first literal that is a sentence or a name: a warning's code comes before its text. */
    private static final Pattern SAID =
            Pattern.compile("(?:say|warn)\\((?:\\s*\"[a-z-]+\",)?\\s*\"([^\"]+)\"|[?:>]\\s*\"([A-Z][^\"]+)\"");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everythingThatEditorsReadIsThereInGerman() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Path dialog : files(CONTENT, ".json")) {
            if (!dialog.endsWith("i18n.json")) {
                collect(json.readTree(dialog.toFile()), texts);
            }
        }
        for (Path source : files(CODE, ".java")) {
            Matcher said = SAID.matcher(Files.readString(source));
            while (said.find()) {
                texts.add(said.group(1) == null ? said.group(2) : said.group(1));
            }
        }

        assertThat(texts).hasSizeGreaterThan(50);
        assertThat(translated()).containsAll(texts);
    }

    @Test
    void everyTranslationHasTheSameBlanks() throws IOException {
        for (JsonNode entry : german()) {
            if (entry.has("sling:key")) {
                assertThat(blanks(entry.path("sling:message").textValue()))
                        .as(entry.path("sling:key").textValue())
                        .isEqualTo(blanks(entry.path("sling:key").textValue()));
            }
        }
    }

    private JsonNode german() throws IOException {
        return json.readTree(CONTENT.resolve("fermata/i18n.json").toFile()).path("de");
    }

    private Set<String> translated() throws IOException {
        Set<String> keys = new TreeSet<>();
        german().forEach(entry -> keys.add(entry.path("sling:key").asText()));
        return keys;
    }

    private static void collect(JsonNode node, Set<String> texts) {
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isTextual() && FOR_EDITORS.contains(field.getKey())) {
                texts.add(field.getValue().textValue());
            }
            collect(field.getValue(), texts);
        });
    }

    private static Set<String> blanks(String text) {
        Set<String> blanks = new TreeSet<>();
        Matcher found = Pattern.compile("\\{\\d}").matcher(text);
        while (found.find()) {
            blanks.add(found.group());
        }
        return blanks;
    }

    private static Iterable<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
