package dev.fermata.magnolia;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A light module of decorations: in the dialogs, lists take the place of the fields for typing. It is written whole, and a file only if it
 * changed. Its files are JSON, which is YAML.
 *
 * @param pageDialogs the site's own dialogs with the fields of page access, as {@code module:pages/dialog}
 */
record ChoicesModule(List<Choice> offers, List<Choice> resources, List<String> pageDialogs) {

    static final String NAME = "fermata-choices";

    private static final String DIALOG_ID = "[A-Za-z0-9_-]+:[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*";
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    ChoicesModule {
        for (String dialog : pageDialogs) {
            if (!dialog.matches(DIALOG_ID)) {
                throw new IllegalArgumentException("a dialog is named like my-site:pages/article, not " + dialog);
            }
        }
    }

    /** By path within the directory of light modules. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put(NAME + "/module.yaml", text(module()));
        files.put(decoration("fermata:components/offer"), text(properties(Map.of("offer", offerField()))));
        files.put(
                decoration("fermata:components/gated-content"),
                text(properties(inOrder("offer", offerField(), "resources", resourcesField()))));
        Map<String, Object> page = inOrder("fermataOffer", offerField(), "fermataResources", resourcesField());
        files.put(decoration("fermata:pages/access"), text(properties(page)));
        pageDialogs.forEach(dialog -> files.put(decoration(dialog), text(properties(page))));
        return files;
    }

    /** Returns how many files were new or different. */
    int write(Path lightModules) throws IOException {
        int written = 0;
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path target = lightModules.resolve(file.getKey());
            if (!Files.exists(target) || !Files.readString(target).equals(file.getValue())) {
                replace(target, file.getValue());
                written++;
            }
        }
        return written;
    }

    /** Magnolia watches the directory and never sees half a file. */
    private static void replace(Path target, String text) throws IOException {
        Path directory = target.resolveSibling("");
        Files.createDirectories(directory);
        Path draft = Files.writeString(directory.resolve(target.getFileName() + ".draft"), text);
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String decoration(String dialog) {
        String[] parts = dialog.split(":", 2);
        return "%s/decorations/%s/dialogs/%s.yaml".formatted(NAME, parts[0], parts[1]);
    }

    private Object module() {
        return inOrder("name", NAME, "version", "1.0", "dependencies", Map.of("fermata", Map.of("version", "*")));
    }

    private Object offerField() {
        return list(offers);
    }

    private Object resourcesField() {
        return Map.of("field", list(resources));
    }

    private static Object list(List<Choice> choices) {
        List<Object> options = choices.stream()
                .<Object>map(choice -> inOrder("name", choice.slug(), "value", choice.slug(), "label", choice.name()))
                .toList();
        return inOrder(
                "$type", "comboBoxField", "datasource", inOrder("$type", "optionListDatasource", "options", options));
    }

    private static Object properties(Map<String, Object> fields) {
        return Map.of("form", Map.of("properties", fields));
    }

    private static Map<String, Object> inOrder(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String text(Object definition) {
        try {
            return "# Written by dev.fermata.magnolia.Choices: change offers and resources in the service.\n"
                    + JSON.writeValueAsString(definition) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
