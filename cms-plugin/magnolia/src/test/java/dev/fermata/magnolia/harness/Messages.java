package dev.fermata.magnolia.harness;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The texts of a module in a language; a text that is missing shows as its key between question marks. */
public final class Messages extends AbstractMap<String, String> {

    private final Map<String, String> texts = new LinkedHashMap<>();

    public Messages(Definitions definitions, String module, String language) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(
                    definitions.text("/%s/i18n/module-%s-messages_%s.properties".formatted(module, module, language))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
    }

    @Override
    public String get(Object key) {
        return texts.getOrDefault(key, "???" + key + "???");
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return texts.entrySet();
    }
}
