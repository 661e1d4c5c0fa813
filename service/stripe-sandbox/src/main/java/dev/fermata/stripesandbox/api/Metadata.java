package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import org.jspecify.annotations.Nullable;

/** Stripe's metadata: set keys are merged, keys set to nothing are removed, the whole set to nothing is cleared. */
public final class Metadata {

    private static final int MOST_KEYS = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /** Applies the call's {@code metadata} parameter to an object. */
    public static void merge(Call call, ObjectNode object) {
        merge(call.params().get("metadata"), object, "metadata");
    }

    public static void merge(@Nullable JsonNode given, ObjectNode object, String param) {
        if (given == null) {
            return;
        }
        JsonNode present = object.get("metadata");
        ObjectNode result = present instanceof ObjectNode old && !given.isNull() ? old.deepCopy() : Json.object();
        given.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                check(entry.getKey(), entry.getValue().asText(), param);
                result.put(entry.getKey(), entry.getValue().asText());
            }
        });
        if (result.size() > MOST_KEYS) {
            throw StripeError.badParam(null, param, "You can specify up to 50 metadata keys.");
        }
        object.set("metadata", result);
    }

    private static void check(String key, String value, String param) {
        if (key.length() > LONGEST_KEY) {
            throw StripeError.badParam(
                    null,
                    param,
                    "Metadata keys can be at most 40 characters, but " + key + " is " + key.length() + ".");
        }
        if (value.length() > LONGEST_VALUE) {
            throw StripeError.badParam(
                    null,
                    param + "[" + key + "]",
                    "Metadata values can have up to 500 characters, but you passed in a value that is " + value.length()
                            + " characters. Invalid value: " + value);
        }
    }
}
