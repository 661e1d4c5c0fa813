package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of lists, newest first, with Stripe's cursors. */
public final class Listing {

    private static final int DEFAULT_LIMIT = 10;

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

    /**
     * The page a call asks for.
     *
     * @param inOrder everything there is, oldest first
     */
    public static <T> ObjectNode page(
            Call call, List<T> inOrder, Function<T, String> id, Predicate<T> wanted, Function<T, ObjectNode> wire) {
        int limit = limit(call);
        @Nullable String after = call.text("starting_after").orElse(null);
        @Nullable String before = call.text("ending_before").orElse(null);
        if (after != null && before != null) {
            throw StripeError.badParam(
                    null, "starting_after", "You can only provide one of `starting_after` or `ending_before`.");
        }
        int step = before == null ? -1 : 1;
        int from = before != null
                ? position(inOrder, id, before, "ending_before") + 1
                : after != null ? position(inOrder, id, after, "starting_after") - 1 : inOrder.size() - 1;
        ArrayNode data = Json.array();
        boolean more = false;
        for (int i = from; i >= 0 && i < inOrder.size() && !more; i += step) {
            if (wanted.test(inOrder.get(i))) {
                more = data.size() == limit;
                if (!more) {
                    ObjectNode item = wire.apply(inOrder.get(i));
                    data.insert(step < 0 ? data.size() : 0, item);
                }
            }
        }
        return of(data, call.path()).put("has_more", more);
    }

    private static int limit(Call call) {
        long limit = call.number("limit").orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > 100) {
            throw StripeError.badParam(
                    "parameter_invalid_integer", "limit", "Invalid limit: must be between 1 and 100.");
        }
        return (int) limit;
    }

    private static <T> int position(List<T> inOrder, Function<T, String> id, String cursor, String param) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            if (id.apply(inOrder.get(i)).equals(cursor)) {
                return i;
            }
        }
        throw StripeError.missingReference("object", param, cursor);
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

    /** Whether a time lies where {@code created} (a number or a range) wants it. */
    public static boolean createdMatches(Call call, long created) {
        @Nullable JsonNode asked = call.params().get("created");
        if (asked == null || asked.isNull()) {
            return true;
        }
        if (asked.isNumber()) {
            return created == asked.asLong();
        }
        return (!asked.has("gt") || created > asked.get("gt").asLong())
                && (!asked.has("gte") || created >= asked.get("gte").asLong())
                && (!asked.has("lt") || created < asked.get("lt").asLong())
                && (!asked.has("lte") || created <= asked.get("lte").asLong());
    }
}
