package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of one type in one account, in the order they were made. Guarded by the account's lock. */
public final class Table {

    private final Map<String, ObjectNode> byId = new HashMap<>();
    private final List<ObjectNode> inOrder = new ArrayList<>();

    public ObjectNode add(ObjectNode object) {
        byId.put(object.get("id").asText(), object);
        inOrder.add(object);
        return object;
    }

    public @Nullable ObjectNode find(@Nullable String id) {
        return id == null ? null : byId.get(id);
    }

    /** For an id that one of our own objects carries: it is always there. */
    public ObjectNode get(String id) {
        ObjectNode found = byId.get(id);
        if (found == null) {
            throw new IllegalStateException("Dangling reference to " + id);
        }
        return found;
    }

    public void remove(ObjectNode object) {
        byId.remove(object.get("id").asText());
        inOrder.remove(object);
    }

    public List<ObjectNode> inOrder() {
        return inOrder;
    }
}
