package dev.fermata.magnolia.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page, an area or a component with what lies below it, and what an editor filled in.
 *
 * @param template the template's id; null for an area
 */
public record Content(
        String name,
        @Nullable Content parent,
        String id,
        String nodeType,
        @Nullable String template,
        Map<String, Object> properties,
        Map<String, Content> children) {

    /** From a fixture: keys with an at sign say what the node is, maps are children, the rest are properties. */
    public static Content from(String name, @Nullable Content parent, Map<String, Object> fixture) {
        Content content = new Content(
                name,
                parent,
                (String) fixture.get("@id"),
                (String) fixture.get("@type"),
                (String) fixture.get("@template"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        fixture.forEach((key, value) -> {
            if (value instanceof Map) {
                content.children.put(key, from(key, content, Definitions.map(value)));
            } else if (!key.startsWith("@")) {
                content.properties.put(key, value);
            }
        });
        return content;
    }

    public String path() {
        return (parent == null ? "" : parent.path()) + "/" + name;
    }

    public Content page() {
        return parent == null || nodeType.equals("mgnl:page") ? this : parent.page();
    }

    /** The same with one property changed, at a path below this one. */
    public Content with(String path, Object value) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            properties.put(path, value);
        } else {
            children.get(path.substring(0, slash)).with(path.substring(slash + 1), value);
        }
        return this;
    }
}
