package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What leaves the sandbox: a copy without the sandbox's own notes. */
public final class Wire {

    private Wire() {}

    public static ObjectNode copy(ObjectNode stored) {
        ObjectNode out = Json.object();
        stored.properties().forEach(field -> {
            if (!field.getKey().startsWith("$")) {
                out.set(field.getKey(), copy(field.getValue()));
            }
        });
        return out;
    }

    private static JsonNode copy(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return copy(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = Json.array();
            array.forEach(item -> out.add(copy(item)));
            return out;
        }
        return node;
    }
}
