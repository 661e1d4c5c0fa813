package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Wire;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unfolds ids into the objects they name: {@code expand[]=payment_intent.latest_charge}. */
final class Expansion {

    private static final int DEEPEST = 4;

    /** The type of object an id names, by its prefix. */
    private static final Map<String, String> TYPES = Map.of(
            "pi_", "payment_intent",
            "ch_", "charge",
            "re_", "refund",
            "pm_", "payment_method",
            "cus_", "customer",
            "prod_", "product",
            "price_", "price",
            "txn_", "balance_transaction",
            "du_", "dispute");

    private final Account account;

    Expansion(Account account) {
        this.account = account;
    }

    void apply(ObjectNode body, List<String> paths) {
        for (String path : paths) {
            List<String> steps = List.of(path.split("\\."));
            if (steps.size() - (steps.get(0).equals("data") ? 1 : 0) > DEEPEST) {
                throw StripeError.badParam(
                        null, "expand", "You cannot expand more than 4 levels of a property (" + path + ").");
            }
            unfold(body, steps, path);
        }
    }

    private void unfold(ObjectNode object, List<String> steps, String path) {
        String field = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        JsonNode value = object.get(field);
        if (value == null) {
            value = includable(object, field);
        }
        if (value == null) {
            throw StripeError.badParam(
                    null,
                    "expand",
                    "This property cannot be expanded (" + path + "). You may want to try expanding 'data." + path
                            + "'.");
        }
        if (value.isTextual()) {
            value = named(value.asText(), path);
            object.set(field, value);
        }
        if (value instanceof ArrayNode items && !rest.isEmpty()) {
            items.forEach(item -> unfold((ObjectNode) item, rest, path));
        } else if (value instanceof ObjectNode found && (found.has("object") || !rest.isEmpty())) {
            if (!rest.isEmpty()) {
                unfold(found, rest, path);
            }
        } else if (!value.isNull()) {
            throw StripeError.badParam(null, "expand", "This property cannot be expanded (" + path + ").");
        }
    }

    /** Fields that are only there when asked for. */
    private @Nullable JsonNode includable(ObjectNode object, String field) {
        String type = object.path("object").asText();
        String id = object.path("id").asText();
        if (type.equals("checkout.session") && field.equals("line_items")) {
            ArrayNode items =
                    account.table(type).get(id).withArray("$line_items").deepCopy();
            return object.putObject(field).setAll(Listing.of(items, "/v1/checkout/sessions/" + id + "/line_items"));
        }
        if (type.equals("charge") && field.equals("refunds")) {
            ArrayNode refunds = object.arrayNode();
            List<ObjectNode> all = account.table("refund").having(type, id);
            for (int i = all.size() - 1; i >= 0; i--) {
                refunds.add(Wire.copy(all.get(i)));
            }
            return object.putObject(field).setAll(Listing.of(refunds, "/v1/charges/" + id + "/refunds"));
        }
        return null;
    }

    private ObjectNode named(String id, String path) {
        String type = TYPES.get(id.substring(0, id.indexOf('_') + 1));
        ObjectNode found = type == null ? null : account.table(type).find(id);
        if (found == null) {
            throw StripeError.badParam(null, "expand", "This property cannot be expanded (" + path + ").");
        }
        return Wire.copy(found);
    }
}
