package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fermata.stripesandbox.object.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one operation may be sent, as Stripe's typings say it. {@link #read} turns form strings into typed values and
 * refuses, in Stripe's words, what the operation does not know. An empty string unsets: it becomes null.
 */
final class ParamShape {

    private final JsonNode shape;

    ParamShape(JsonNode shape) {
        this.shape = shape;
    }

    ObjectNode read(ObjectNode form) {
        return object(shape, form, "");
    }

    private static ObjectNode object(JsonNode shape, ObjectNode given, String path) {
        JsonNode fields = shape.path("fields");
        List<String> unknown = new ArrayList<>();
        ObjectNode out = Json.object();
        given.properties().forEach(field -> {
            String name = inside(path, field.getKey());
            JsonNode known = fields.get(field.getKey());
            if (known == null) {
                unknown.add(name);
            } else {
                out.set(field.getKey(), value(known, field.getValue(), name));
            }
        });
        if (!unknown.isEmpty()) {
            String plural = unknown.size() == 1 ? "" : "s";
            throw StripeError.badParam(
                    "parameter_unknown",
                    unknown.get(0),
                    "Received unknown parameter" + plural + ": " + String.join(", ", unknown));
        }
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getValue().path("required").asBoolean() && !given.has(field.getKey())) {
                String name = inside(path, field.getKey());
                throw StripeError.badParam("parameter_missing", name, "Missing required param: " + name + ".");
            }
        }
        return out;
    }

    private static JsonNode value(JsonNode shape, JsonNode given, String path) {
        if (given.isTextual() && given.asText().isEmpty()) {
            return empty(shape, path);
        }
        if (shape.has("any")) {
            return any(shape.get("any"), given, path);
        }
        if (shape.has("enum")) {
            return oneOf(shape, scalar(given, path), path);
        }
        return switch (shape.path("is").asText()) {
            case "string" -> TextNode.valueOf(scalar(given, path));
            case "number" -> number(scalar(given, path), path);
            case "decimal" -> decimal(scalar(given, path), path);
            case "boolean" -> bool(scalar(given, path), path);
            case "array" -> array(shape.get("of"), given, path);
            case "map" -> map(shape.get("of"), given, path);
            case "object" -> object(shape, tree(given, path), path);
            default -> given;
        };
    }

    private static JsonNode empty(JsonNode shape, String path) {
        boolean unsets = shape.path("emptyable").asBoolean() || shape.has("any");
        boolean container =
                List.of("array", "map", "object").contains(shape.path("is").asText());
        if (unsets || container) {
            return NullNode.instance;
        }
        throw StripeError.badParam(
                "parameter_invalid_empty",
                path,
                "You passed an empty string for '" + path + "'. We assume empty values are an attempt to unset a"
                        + " parameter; however '" + path + "' cannot be unset. You should remove '" + path
                        + "' from your request or supply a non-empty value.");
    }

    private static JsonNode any(JsonNode choices, JsonNode given, String path) {
        @Nullable StripeError first = null;
        for (JsonNode choice : choices) {
            try {
                return value(choice, given, path);
            } catch (StripeError e) {
                boolean sameKind = given.isObject()
                        == List.of("object", "array", "map")
                                .contains(choice.path("is").asText());
                first = first == null || sameKind ? e : first;
            }
        }
        throw first == null ? new IllegalStateException("A choice of nothing at " + path) : first;
    }

    private static JsonNode oneOf(JsonNode shape, String given, String path) {
        List<String> allowed = StreamSupport.stream(shape.get("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (allowed.contains(given)) {
            return TextNode.valueOf(given);
        }
        int last = allowed.size() - 1;
        String list = last == 0
                ? allowed.get(0)
                : String.join(", ", allowed.subList(0, last)) + (last > 1 ? ", or " : " or ") + allowed.get(last);
        throw StripeError.badParam(null, path, "Invalid " + path + ": must be one of " + list);
    }

    private static JsonNode number(String given, String path) {
        try {
            return LongNode.valueOf(Long.parseLong(given));
        } catch (NumberFormatException e) {
            throw StripeError.badParam("parameter_invalid_integer", path, "Invalid integer: " + given);
        }
    }

    private static JsonNode decimal(String given, String path) {
        try {
            return DecimalNode.valueOf(new BigDecimal(given));
        } catch (NumberFormatException e) {
            throw StripeError.badParam(null, path, "Invalid decimal: " + given);
        }
    }

    private static JsonNode bool(String given, String path) {
        if (!given.equals("true") && !given.equals("false")) {
            throw StripeError.badParam(null, path, "Invalid boolean: " + given);
        }
        return JsonNodeFactory.instance.booleanNode(given.equals("true"));
    }

    private static JsonNode array(JsonNode of, JsonNode given, String path) {
        if (!given.isObject() || !places(given)) {
            throw StripeError.badParam(null, path, "Invalid array");
        }
        ArrayNode out = Json.array();
        given.properties().forEach(item -> out.add(value(of, item.getValue(), inside(path, item.getKey()))));
        return out;
    }

    private static boolean places(JsonNode given) {
        return given.properties().stream()
                .allMatch(item -> item.getKey().chars().allMatch(Character::isDigit));
    }

    private static JsonNode map(JsonNode of, JsonNode given, String path) {
        ObjectNode out = Json.object();
        tree(given, path).properties().forEach(entry -> {
            boolean unset =
                    entry.getValue().isTextual() && entry.getValue().asText().isEmpty();
            String name = inside(path, entry.getKey());
            out.set(entry.getKey(), unset ? NullNode.instance : value(of, entry.getValue(), name));
        });
        return out;
    }

    private static ObjectNode tree(JsonNode given, String path) {
        if (given instanceof ObjectNode object) {
            return object;
        }
        throw StripeError.badParam(null, path, "Invalid object");
    }

    private static String scalar(JsonNode given, String path) {
        if (given.isValueNode()) {
            return given.asText();
        }
        throw StripeError.badParam(null, path, "Invalid string: " + given);
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }
}
