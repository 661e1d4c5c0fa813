package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first, with Stripe's cursors. It looks at what it shows and at what it passes over, and not
 * at what lies behind the cursor, the range of {@code created} or the limit.
 *
 * @param inOrder everything there is, oldest first
 * @param place where the thing of an id stands in it; -1 for nowhere
 * @param created when a thing was made; never earlier than the one before
 */
record Page<T>(List<T> inOrder, ToIntFunction<String> place, ToLongFunction<T> created) {

    private static final int DEFAULT_LIMIT = 10;

    ObjectNode of(Call call, Predicate<T> wanted, Function<T, ObjectNode> wire) {
        int limit = limit(call);
        @Nullable String after = call.text("starting_after").orElse(null);
        @Nullable String before = call.text("ending_before").orElse(null);
        if (after != null && before != null) {
            throw StripeError.badParam(
                    null, "starting_after", "You can only provide one of `starting_after` or `ending_before`.");
        }
        int first = from(call);
        int last = until(call) - 1;
        int step = before == null ? -1 : 1;
        int start = last;
        if (before != null) {
            start = Math.max(first, position(before, "ending_before") + 1);
        } else if (after != null) {
            start = Math.min(last, position(after, "starting_after") - 1);
        }
        ArrayNode data = Json.array();
        boolean more = false;
        for (int i = start; i >= first && i <= last && !more; i += step) {
            if (wanted.test(inOrder.get(i))) {
                more = data.size() == limit;
                if (!more) {
                    data.insert(step < 0 ? data.size() : 0, wire.apply(inOrder.get(i)));
                }
            }
        }
        return Listing.of(data, call.path()).put("has_more", more);
    }

    private static int limit(Call call) {
        long limit = call.number("limit").orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > 100) {
            throw StripeError.badParam(
                    "parameter_invalid_integer", "limit", "Invalid limit: must be between 1 and 100.");
        }
        return (int) limit;
    }

    private int position(String cursor, String param) {
        int found = place.applyAsInt(cursor);
        if (found < 0) {
            throw StripeError.missingReference("object", param, cursor);
        }
        return found;
    }

    /** The first place whose time {@code created} (a number or a range) allows. */
    private int from(Call call) {
        JsonNode asked = call.params().path("created");
        if (asked.isNumber()) {
            return firstSince(asked.asLong());
        }
        long gte = asked.path("gte").asLong(Long.MIN_VALUE);
        long gt = asked.has("gt") ? asked.get("gt").asLong() + 1 : Long.MIN_VALUE;
        return firstSince(Math.max(gte, gt));
    }

    /** The first place after those. */
    private int until(Call call) {
        JsonNode asked = call.params().path("created");
        if (asked.isNumber()) {
            return firstSince(asked.asLong() + 1);
        }
        long lt = asked.path("lt").asLong(Long.MAX_VALUE);
        long lte = asked.has("lte") ? asked.get("lte").asLong() + 1 : Long.MAX_VALUE;
        long end = Math.min(lt, lte);
        return end == Long.MAX_VALUE ? inOrder.size() : firstSince(end);
    }

    private int firstSince(long time) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (created.applyAsLong(inOrder.get(middle)) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
