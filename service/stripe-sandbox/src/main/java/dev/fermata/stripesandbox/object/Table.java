package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one type in one account, in the order they were made, found by id and by what they refer to without
 * looking at the others. Guarded by the account's lock.
 */
public final class Table {

    /** The fields by which objects are looked for among many. */
    public static final List<String> REFERENCES = List.of("charge", "payment_intent", "source");

    private final Map<String, Integer> places = new HashMap<>();
    private final List<ObjectNode> inOrder = new ArrayList<>();
    private final Map<String, Map<String, List<ObjectNode>>> byReference = new HashMap<>();

    public ObjectNode add(ObjectNode object) {
        places.put(object.get("id").asText(), inOrder.size());
        inOrder.add(object);
        REFERENCES.forEach(field -> refer(object, field));
        return object;
    }

    /** Notes a reference that an object was given after it had been added. */
    public void refer(ObjectNode object, String field) {
        String value = Json.text(object, field);
        if (value != null) {
            byReference
                    .computeIfAbsent(field, key -> new HashMap<>())
                    .computeIfAbsent(value, key -> new ArrayList<>(1))
                    .add(object);
        }
    }

    public @Nullable ObjectNode find(@Nullable String id) {
        Integer place = id == null ? null : places.get(id);
        return place == null ? null : inOrder.get(place);
    }

    /** For an id that one of our own objects carries: it is always there. */
    public ObjectNode get(String id) {
        ObjectNode found = find(id);
        if (found == null) {
            throw new IllegalStateException("Dangling reference to " + id);
        }
        return found;
    }

    /** The objects that refer to this one in this field, oldest first. */
    public List<ObjectNode> having(String field, String value) {
        if (!REFERENCES.contains(field)) {
            throw new IllegalArgumentException("Nothing is kept by " + field);
        }
        return Collections.unmodifiableList(
                byReference.getOrDefault(field, Map.of()).getOrDefault(value, List.of()));
    }

    /** Where an object stands in {@link #inOrder}; -1 when there is none of this id. */
    public int place(String id) {
        return places.getOrDefault(id, -1);
    }

    /** Slow: for the few objects that can be deleted. */
    public void remove(ObjectNode object) {
        inOrder.remove(object);
        byReference.values().forEach(values -> values.values().forEach(list -> list.remove(object)));
        places.clear();
        for (int i = 0; i < inOrder.size(); i++) {
            places.put(inOrder.get(i).get("id").asText(), i);
        }
    }

    public List<ObjectNode> inOrder() {
        return Collections.unmodifiableList(inOrder);
    }
}
