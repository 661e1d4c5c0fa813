package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.magnolia.harness.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern KEY = Pattern.compile("\\bfermata(\\.[A-Za-z-]+){2,}\\b");

    private final Messages english = new Messages(Shipped.alone(), "fermata", "en");
    private final Messages german = new Messages(Shipped.alone(), "fermata", "de");

    @Test
    void everyTextThatIsUsedIsThereInBothLanguagesAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String directory : new String[] {"templates", "dialogs", "includes"}) {
            try (Stream<Path> files =
                    Files.walk(Shipped.MODULES.resolve("fermata").resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    KEY.matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .forEach(used::add);
                }
            }
        }
        used.removeIf(name -> name.startsWith("fermata.gate"));

        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(german.keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void germanIsGerman() {
        assertThat(german.get("fermata.access.registered")).isEqualTo("Angemeldete Leser");
        assertThat(german.get("fermata.templates.gated-content.title")).isEqualTo("Geschützter Inhalt");
    }
}
