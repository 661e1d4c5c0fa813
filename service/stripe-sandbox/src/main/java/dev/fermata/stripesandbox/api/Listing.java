package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Lists as the API answers with them. */
public final class Listing {

    private Listing() {}

    /** A list that is complete as it stands. */
    public static ObjectNode of(ArrayNode data, String url) {
        ObjectNode list = Json.object();
        list.put("object", "list");
        list.set("data", data);
        list.put("has_more", false);
        list.put("url", url);
        return list;
    }

    /** The page a call asks for, of the objects whose fields have the values of the parameters of the same name. */
    public static ObjectNode page(Call call, Table table, String... filters) {
        return page(call, table, object -> Arrays.stream(filters).allMatch(field -> matches(call, object, field)));
    }

    /** As above, with a condition of one's own. A reference that was asked for narrows the search by itself. */
    public static ObjectNode page(Call call, Table table, Predicate<ObjectNode> wanted) {
        ToLongFunction<ObjectNode> created = object -> object.path("created").asLong();
        for (String field : Table.REFERENCES) {
            String value = Json.text(call.params(), field);
            if (value != null) {
                return among(table.having(field, value), created).of(call, wanted, Function.identity());
            }
        }
        return new Page<>(table.inOrder(), table::place, created).of(call, wanted, Function.identity());
    }

    /** A page of the objects that refer to one. */
    public static ObjectNode page(Call call, List<ObjectNode> few) {
        return among(few, object -> object.path("created").asLong()).of(call, object -> true, Function.identity());
    }

    /** A page of something else than objects in a table. */
    public static <T> ObjectNode page(
            Call call,
            List<T> inOrder,
            ToIntFunction<String> place,
            ToLongFunction<T> created,
            Predicate<T> wanted,
            Function<T, ObjectNode> wire) {
        return new Page<>(inOrder, place, created).of(call, wanted, wire);
    }

    private static Page<ObjectNode> among(List<ObjectNode> few, ToLongFunction<ObjectNode> created) {
        return new Page<>(few, id -> place(few, id), created);
    }

    private static int place(List<ObjectNode> few, String id) {
        for (int i = 0; i < few.size(); i++) {
            if (few.get(i).get("id").asText().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a field has the value the call's parameter of the same name asks for, if it asks. */
    public static boolean matches(Call call, ObjectNode object, String field) {
        @Nullable JsonNode asked = call.params().get(field);
        return asked == null
                || asked.equals(object.get(field))
                || asked.asText().equals(Json.text(object, field));
    }

    /** Whether a list parameter, if given, names the value. */
    public static boolean oneOf(Call call, String param, String value) {
        @Nullable JsonNode asked = call.params().get(param);
        if (asked == null || asked.isNull()) {
            return true;
        }
        for (JsonNode item : asked) {
            if (item.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
