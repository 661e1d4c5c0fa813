package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;

/** Parameters that become fields of the same name, and what an update changed. */
public final class Copied {

    private Copied() {}

    /** Copies the named parameters that were given; metadata is merged as Stripe merges it. */
    public static void into(ObjectNode object, Call call, String... names) {
        for (String name : names) {
            JsonNode given = call.params().get(name);
            if (given != null) {
                object.set(name, given);
            }
        }
        Metadata.merge(call, object);
    }

    /** The former values of the fields that differ, for {@code previous_attributes}. */
    public static ObjectNode former(ObjectNode before, ObjectNode after) {
        ObjectNode former = Json.object();
        before.properties().forEach(field -> {
            if (!field.getKey().startsWith("$") && !field.getValue().equals(after.get(field.getKey()))) {
                former.set(field.getKey(), field.getValue());
            }
        });
        return former;
    }
}
