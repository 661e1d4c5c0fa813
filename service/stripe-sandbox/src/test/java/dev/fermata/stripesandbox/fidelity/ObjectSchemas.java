package dev.fermata.stripesandbox.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.fermata.stripesandbox.object.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stripe's own word on what its objects look like: closed schemas derived from the typings of its node client. Every
 * nested API object is held against the schema of its own type.
 */
final class ObjectSchemas {

    private static final JsonNode DERIVED = Json.resource(ObjectSchemas.class, "/fidelity/objects.json");

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** What is wrong with a body; empty when nothing is. */
    List<String> violations(JsonNode body) {
        List<String> found = new ArrayList<>();
        walk(body, "", found);
        return found;
    }

    private void walk(JsonNode node, String path, List<String> found) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), path + "/" + i, found);
            }
        } else if (node instanceof ObjectNode object) {
            if (object.path("object").isTextual()) {
                check(object, path, found);
            }
            object.properties().forEach(field -> walk(field.getValue(), path + "/" + field.getKey(), found));
        }
    }

    private void check(ObjectNode object, String path, List<String> found) {
        String type = object.get("object").asText() + (object.path("deleted").asBoolean() ? ".deleted" : "");
        if (!DERIVED.get("objects").has(type)) {
            found.add(path + ": Stripe has no object '" + type + "'");
            return;
        }
        compiled.computeIfAbsent(
                        type, name -> factory.getSchema(DERIVED.get("objects").get(name), config))
                .validate(object)
                .forEach(problem -> found.add(type + " at " + path + ": " + problem.getMessage()));
        if (type.equals("event")) {
            checkEvent(object, path, found);
        }
    }

    private static void checkEvent(ObjectNode event, String path, List<String> found) {
        String type = event.path("type").asText();
        String expected = DERIVED.get("events").path(type).asText();
        JsonNode object = event.path("data").path("object");
        if (!object.path("object").asText().equals(expected)) {
            found.add(path + ": " + type + " carries a " + object.path("object") + ", not a " + expected);
        }
        JsonNode known = DERIVED.get("objects").path(expected).path("properties");
        event.path("data").path("previous_attributes").fieldNames().forEachRemaining(field -> {
            if (!known.has(field)) {
                found.add(path + ": " + type + " has previous attribute '" + field + "', unknown to " + expected);
            }
        });
        boolean updated = type.endsWith(".updated") || type.equals("charge.refunded");
        if (event.path("data").has("previous_attributes") && !updated) {
            found.add(path + ": " + type + " has previous attributes");
        }
    }
}
