package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import org.jspecify.annotations.Nullable;

/** Where goods go. Nothing is shipped; it is kept because callers may send it. */
public final class Shipping {

    private static final String[] ADDRESS = {"city", "country", "line1", "line2", "postal_code", "state"};

    private Shipping() {}

    public static void copy(@Nullable JsonNode given, ObjectNode into) {
        if (given == null || given.isNull()) {
            return;
        }
        ObjectNode shipping = into.putObject("shipping");
        ObjectNode address = shipping.putObject("address");
        for (String part : ADDRESS) {
            address.put(part, Json.text(given.path("address"), part));
        }
        shipping.put("carrier", Json.text(given, "carrier"));
        shipping.put("name", Json.text(given, "name"));
        shipping.put("phone", Json.text(given, "phone"));
        shipping.put("tracking_number", Json.text(given, "tracking_number"));
    }
}
