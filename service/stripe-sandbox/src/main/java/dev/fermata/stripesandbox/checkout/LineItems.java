package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.catalog.Prices;
import dev.fermata.stripesandbox.object.Blank;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;

/** What is bought in a session. */
final class LineItems {

    private static final long MOST_QUANTITY = 999_999;

    private final Prices prices;

    LineItems(Prices prices) {
        this.prices = prices;
    }

    /** The line items a call asks for, priced. */
    ArrayNode of(Call call) {
        ArrayNode items = Json.array();
        JsonNode given = call.params().get("line_items");
        if (given == null || given.isEmpty()) {
            throw StripeError.badParam("parameter_missing", "line_items", "Missing required param: line_items.");
        }
        for (int i = 0; i < given.size(); i++) {
            ObjectNode item = item(call, given.get(i), "line_items[" + i + "]");
            if (!items.isEmpty() && !items.get(0).get("currency").equals(item.get("currency"))) {
                throw StripeError.badParam(
                        null,
                        "line_items[" + i + "]",
                        "The Checkout Session has multiple currencies. All line items must have the same currency.");
            }
            items.add(item);
        }
        return items;
    }

    private ObjectNode item(Call call, JsonNode given, String param) {
        for (String unsupported : new String[] {"adjustable_quantity", "dynamic_tax_rates", "tax_rates"}) {
            if (given.has(unsupported)) {
                throw StripeError.notInSandbox(param + "[" + unsupported + "]", unsupported + " of line items");
            }
        }
        long quantity = given.path("quantity").asLong(1);
        if (!given.has("quantity") || quantity < 1 || quantity > MOST_QUANTITY) {
            throw StripeError.badParam(
                    given.has("quantity") ? "parameter_invalid_integer" : "parameter_missing",
                    param + "[quantity]",
                    given.has("quantity")
                            ? "Invalid positive integer"
                            : "Quantity is required. Add `quantity` to `" + param + "`");
        }
        ObjectNode price = price(call, given, param);
        ObjectNode product =
                call.account().table("product").get(price.get("product").asText());
        long amount = price.get("unit_amount").asLong() * quantity;
        ObjectNode item = Blank.of("item");
        item.put("id", Ids.next("li_"));
        item.put("amount_subtotal", amount);
        item.put("amount_total", amount);
        item.put("currency", price.get("currency").asText());
        item.put("description", product.get("name").asText());
        item.set("price", Wire.copy(price));
        item.put("quantity", quantity);
        return item;
    }

    private ObjectNode price(Call call, JsonNode given, String param) {
        String id = Json.text(given, "price");
        if (id == null) {
            if (!given.has("price_data")) {
                throw StripeError.badParam(
                        "parameter_missing",
                        param + "[price]",
                        "You must specify either `price` or `price_data` when creating a line item.");
            }
            return whole(
                    prices.createInline(call.account(), given.get("price_data"), param + "[price_data]", call.origin()),
                    param);
        }
        ObjectNode price = call.account().table(Prices.TYPE).find(id);
        if (price == null) {
            throw StripeError.missingReference("price", param + "[price]", id);
        }
        if (!price.get("active").asBoolean()) {
            throw StripeError.refused(
                    "price_inactive",
                    param + "[price]",
                    "The price specified is inactive. This field only accepts active prices.");
        }
        if (price.get("type").asText().equals("recurring")) {
            throw StripeError.refused(
                    null,
                    param + "[price]",
                    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or"
                            + " use only one-time prices.");
        }
        return whole(price, param);
    }

    private static ObjectNode whole(ObjectNode price, String param) {
        if (price.get("unit_amount").isNull()) {
            throw StripeError.notInSandbox(param + "[price]", "prices with fractions of a cent at a checkout");
        }
        return price;
    }
}
