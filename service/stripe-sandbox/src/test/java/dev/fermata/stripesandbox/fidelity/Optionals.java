package dev.fermata.stripesandbox.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.stripesandbox.object.Json;
import java.util.HashSet;
import java.util.Set;

/** The fields that Stripe's typings mark as optional. */
final class Optionals {

    private static final JsonNode OBJECTS =
            Json.resource(Optionals.class, "/fidelity/objects.json").get("objects");

    private Optionals() {}

    static Set<String> of(String type) {
        Set<String> names = new HashSet<>();
        OBJECTS.get(type).get("properties").fieldNames().forEachRemaining(names::add);
        OBJECTS.get(type).get("required").forEach(name -> names.remove(name.asText()));
        return names;
    }
}
