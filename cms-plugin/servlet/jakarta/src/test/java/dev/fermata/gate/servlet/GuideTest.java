package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.Site;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the guide tells to write works, and tells everything that there is. */
class GuideTest {

    private static final Path GUIDE = Path.of("../../../docs/guide/gate-servlet.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (?:`(.+?)`)?[^|]*\\|");

    @Test
    void registersTheFilterAsTheTestsDo() throws Exception {
        System.setProperty("FERMATA_SERVER_TOKEN", "fmt_1");
        Document descriptor = descriptor();
        List<String> names = texts(descriptor, "param-name");
        List<String> values = texts(descriptor, "param-value");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), values.get(i));
        }

        assertThat(texts(descriptor, "filter-class")).containsExactly(FermataFilter.class.getName());
        assertThat(texts(descriptor, "async-supported")).containsExactly("true");
        assertThat(texts(descriptor, "dispatcher").stream().map(DispatcherType::valueOf))
                .containsExactlyInAnyOrderElementsOf(Site.AS_IN_THE_GUIDE);
        assertThat(FilterSettings.gate(new InitParameters(parameters::get)).serverToken())
                .isEqualTo("fmt_1");
    }

    @Test
    void tellsEveryParameterAndItsDefault() throws Exception {
        Map<String, String> told = new HashMap<>();
        String section = between("## Parameters\n", "\n## ");
        ROW.matcher(section).results().forEach(row -> told.put(row.group(1), defaultIn(row)));
        Set<String> read = new TreeSet<>();
        Map<String, String> required = Map.of(
                "service", "http://localhost", "server-token", "t", "origins", "http://localhost", "directory", "d");
        Function<String, String> recording = name -> {
            read.add(name);
            return required.get(name);
        };
        InitParameters none = new InitParameters(recording);
        InitParameters asTold = new InitParameters(
                name -> told.get(name) == null || told.get(name).isEmpty() ? required.get(name) : told.get(name));

        assertThat(FilterSettings.gate(asTold)).isEqualTo(FilterSettings.gate(none));
        assertThat(FilterSettings.of(asTold))
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                .isEqualTo(FilterSettings.of(none));
        assertThat(told.keySet()).isEqualTo(read);
    }

    private static String defaultIn(MatchResult row) {
        return row.group(2) == null ? "" : row.group(2).replace("\\|", "|");
    }

    private static String between(String begin, String end) throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(begin) + begin.length();
        return guide.substring(from, guide.indexOf(end, from));
    }

    private static Document descriptor() throws Exception {
        String xml = between("```xml\n", "```");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<web-app>" + xml + "</web-app>")));
    }

    private static List<String> texts(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
