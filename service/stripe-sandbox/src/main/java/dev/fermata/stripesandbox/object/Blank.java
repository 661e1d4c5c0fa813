package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A new object of each type, with every field Stripe always sends. */
public final class Blank {

    private static final Map<String, ObjectNode> TEMPLATES = new ConcurrentHashMap<>();

    private Blank() {}

    public static ObjectNode of(String type) {
        return TEMPLATES
                .computeIfAbsent(type, name -> Json.resource(Blank.class, name + ".json"))
                .deepCopy();
    }
}
