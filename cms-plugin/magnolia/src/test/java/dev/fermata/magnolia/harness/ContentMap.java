package dev.fermata.magnolia.harness;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Content as template scripts see it: properties by name, nodes by name, and what the node is behind an at sign. As in Magnolia, texts
 * come with HTML escaped unless the node was decoded.
 */
public final class ContentMap extends AbstractMap<String, Object> {

    private final Content content;
    private final boolean decoded;

    ContentMap(Content content, boolean decoded) {
        this.content = content;
        this.decoded = decoded;
    }

    Content content() {
        return content;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("@name", content.name());
        all.put("@id", content.id());
        all.put("@path", content.path());
        all.put("@nodeType", content.nodeType());
        content.properties().forEach((name, value) -> all.put(name, seen(value)));
        content.children().forEach((name, child) -> all.put(name, new ContentMap(child, decoded)));
        return all.entrySet();
    }

    private Object seen(Object value) {
        if (value instanceof List<?> values) {
            return values.stream().map(this::seen).toList();
        }
        return value instanceof String text && !decoded ? escaped(text) : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
