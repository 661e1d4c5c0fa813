package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Form parameters as a tree: {@code a[b][0]=x} becomes {@code {"a": {"b": {"0": "x"}}}}. Leaves are strings; whether
 * {@code "0"} is a place in a list is for {@link ParamShape} to say.
 */
public final class Form {

    private Form() {}

    public static ObjectNode decode(@Nullable String encoded) {
        ObjectNode tree = Json.object();
        if (encoded == null) {
            return tree;
        }
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = unescape(equals < 0 ? pair : pair.substring(0, equals));
                put(tree, path(name), equals < 0 ? "" : unescape(pair.substring(equals + 1)));
            }
        }
        return tree;
    }

    /** {@code a[b][]} as {@code a}, {@code b} and the empty name. */
    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        int bracket = name.indexOf('[');
        if (bracket <= 0 || !name.endsWith("]")) {
            return List.of(name);
        }
        path.add(name.substring(0, bracket));
        String rest = name.substring(bracket + 1, name.length() - 1);
        path.addAll(List.of(rest.split("]\\[", -1)));
        return path;
    }

    private static void put(ObjectNode tree, List<String> path, String value) {
        ObjectNode at = tree;
        for (String step : path.subList(0, path.size() - 1)) {
            String name = step.isEmpty() ? Integer.toString(at.size()) : step;
            JsonNode next = at.get(name);
            at = next instanceof ObjectNode object ? object : at.putObject(name);
        }
        String last = path.get(path.size() - 1);
        at.put(last.isEmpty() ? Integer.toString(at.size()) : last, value);
    }

    private static String unescape(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.badParam(null, part, "Invalid form encoding: " + part);
        }
    }
}
