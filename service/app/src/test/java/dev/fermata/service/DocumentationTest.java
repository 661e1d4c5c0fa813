package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guides lead to what is there, and name tests that there are. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))\\.(\\w+)`");

    private final Path root = ApiDocument.root();

    @Test
    void linksToFilesAndHeadingsThatExist() throws IOException {
        for (Path page : pages()) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            assertThat(LINK.matcher(text)
                            .results()
                            .map(link -> link.group(1))
                            .filter(link -> !link.matches("[a-z]+:.*"))
                            .filter(link -> !leadsSomewhere(page, link)))
                    .as("links in " + root.relativize(page) + " that lead nowhere")
                    .isEmpty();
        }
    }

    @Test
    void namesTestsThatExist() throws IOException {
        for (Path page : pages()) {
            assertThat(TEST.matcher(Files.readString(page))
                            .results()
                            .filter(test -> !exists(test.group(1), test.group(2)))
                            .map(MatchResult::group))
                    .as("tests named in " + root.relativize(page))
                    .isEmpty();
        }
    }

    private boolean exists(String type, String method) {
        return List.of(
                        "service/app",
                        "cms-plugin/gate",
                        "cms-plugin/servlet/jakarta",
                        "cms-plugin/sling/bundle",
                        "cms-plugin/demo")
                .stream()
                .map(module -> root.resolve(module).resolve("src/test/java"))
                .filter(Files::isDirectory)
                .anyMatch(tests -> exists(tests, type, method));
    }

    private static boolean exists(Path folder, String type, String method) {
        try (Stream<Path> tests = Files.walk(folder)) {
            for (Path file : tests.filter(it -> it.endsWith(type + ".java")).toList()) {
                if (Files.readString(file).contains("void " + method + "(")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || headings(target).contains(parts[1]);
    }

    /** As GitHub names them. */
    private static List<String> headings(Path page) {
        try {
            return HEADING.matcher(Files.readString(page))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(java.util.Locale.ROOT)
                            .replaceAll("[^a-z0-9 _-]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
