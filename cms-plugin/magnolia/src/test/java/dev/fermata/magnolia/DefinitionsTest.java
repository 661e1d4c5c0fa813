package dev.fermata.magnolia;

import static dev.fermata.magnolia.harness.Definitions.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.magnolia.harness.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** That the definitions fit together. What Magnolia makes of them, only Magnolia can tell. */
class DefinitionsTest {

    private static final List<String> COMPONENTS = List.of(
            "fermata:components/account-bar",
            "fermata:components/gated-content",
            "fermata:components/offer",
            "fermata:components/text");

    /** As the documentation of Magnolia 6.2 and 6.3 calls them. */
    private static final Set<String> TYPES = Set.of(
            "comboBoxField",
            "jcrMultiValueField",
            "optionListDatasource",
            "pageLinkField",
            "regexpValidator",
            "richTextField",
            "textField");

    private final Definitions definitions = Shipped.alone();

    @Test
    void everyBlockHasItsScriptAndItsDialog() {
        assertThat(definitions.ids("templates", "fermata")).containsExactlyElementsOf(COMPONENTS);
        for (String id : COMPONENTS) {
            Map<String, Object> template = definitions.template(id);
            assertThat(definitions.text((String) template.get("templateScript")))
                    .startsWith("<#ftl output_format=\"HTML\">");
            assertThat(definitions.has("dialogs", (String) template.get("dialog")))
                    .isTrue();
        }
    }

    @Test
    void whatMayStandInAnAreaExists() {
        map(definitions.template("fermata:components/gated-content").get("areas"))
                .values()
                .forEach(area -> map(map(area).get("availableComponents"))
                        .values()
                        .forEach(component -> assertThat(COMPONENTS)
                                .contains((String) map(component).get("id"))));
    }

    @Test
    void gatedContentHasAnOpenAndAProtectedPart() {
        assertThat(map(definitions.template("fermata:components/gated-content").get("areas")))
                .containsOnlyKeys("teaser", "fermata-protected");
    }

    @Test
    void scriptsReadTheFieldsOfTheirDialogsAndNoOther() {
        assertThat(read("block", "components/offer.ftl")).isEqualTo(fields("components/offer"));
        assertThat(read("block", "components/text.ftl", "macros/fermata.ftl", "macros/rules.ftl"))
                .containsAll(fields("components/text"));
        assertThat(read("block", "components/account-bar.ftl")).isEqualTo(fields("components/account-bar"));
        assertThat(read("block", "components/gated-content.ftl", "macros/fermata.ftl", "macros/rules.ftl"))
                .isEqualTo(fields("components/gated-content"));
        assertThat(read("page", "macros/fermata.ftl", "macros/rules.ftl")).isEqualTo(fields("pages/access"));
    }

    @Test
    void typesAreThoseOfTheDocumentation() {
        Set<String> used = new TreeSet<>();
        for (String id : definitions.ids("dialogs", "fermata")) {
            collect(definitions.dialog(id), "$type", used);
        }
        assertThat(used).isSubsetOf(TYPES);
    }

    @Test
    void deliveryNeitherBypassesPermissionsNorHidesWhatTheFilterLooksFor() {
        assertThat(map(definitions.yaml("/fermata/restEndpoints/delivery/fermata.yaml")))
                .containsEntry("bypassWorkspaceAcls", false)
                .containsEntry("includeSystemProperties", true)
                .containsEntry("nodeTypes", List.of("mgnl:page"));
    }

    @Test
    void bothDescriptorsSayTheSame() throws Exception {
        Map<String, Object> light = map(definitions.yaml("/fermata/module.yaml"));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document descriptor = factory.newDocumentBuilder()
                .parse(Shipped.MODULES.resolve("META-INF/magnolia/fermata.xml").toFile());

        assertThat(text(descriptor, "name")).isEqualTo(light.get("name"));
        assertThat(text(descriptor, "version")).isEqualTo(light.get("version"));
    }

    @Test
    void theExampleAddsBlocksAndAccessToAnotherModulesPages() {
        Definitions site = Shipped.withSite();

        Map<String, Object> main =
                map(map(site.template("my-site:pages/article").get("areas")).get("main"));
        assertThat(map(main.get("availableComponents")).values())
                .extracting(component -> map(component).get("id"))
                .contains("my-site:components/quote", "fermata:components/offer", "fermata:components/gated-content");
        assertThat(Shipped.fields(site.dialog("my-site:pages/article")))
                .containsKeys("title", "fermataAccess", "fermataTeaser");
    }

    @Test
    void examplesAreNotActive() throws Exception {
        try (var files = Files.walk(Shipped.MODULES.resolve("fermata"))) {
            assertThat(files.filter(file -> file.toString().contains("decorations"))
                            .map(Path::toString))
                    .allMatch(file -> file.contains("fermata/docs/examples/"));
        }
    }

    private Set<String> fields(String dialog) {
        return Shipped.fields(definitions.dialog("fermata:" + dialog)).keySet();
    }

    private Set<String> read(String variable, String... scripts) {
        String property = variable.equals("page") ? "fermata[A-Za-z]+" : "[A-Za-z]+";
        Pattern reading = Pattern.compile("\\b" + variable + "\\.(" + property + ")|decode\\(content\\)\\.(text)");
        Set<String> names = new TreeSet<>();
        for (String script : scripts) {
            reading.matcher(definitions.text("/fermata/templates/" + script))
                    .results()
                    .map(DefinitionsTest::name)
                    .forEach(names::add);
        }
        return names;
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static void collect(Object definition, String key, Set<String> into) {
        if (definition instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> {
                if (name.equals(key)) {
                    into.add((String) value);
                }
                collect(value, key, into);
            });
        } else if (definition instanceof List<?> values) {
            values.forEach(value -> collect(value, key, into));
        }
    }

    private static String text(Document descriptor, String element) {
        return descriptor.getElementsByTagName(element).item(0).getTextContent();
    }
}
