package dev.fermata.stripesandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import java.util.Locale;

/** The prices API. One-time prices per unit; recurring ones may be created, but no checkout takes them yet. */
public final class Prices {

    public static final String TYPE = "price";

    private final SandboxClock clock;
    private final Events events;
    private final Products products;

    public Prices(SandboxClock clock, Events events, Products products) {
        this.clock = clock;
        this.events = events;
        this.products = products;
    }

    public void register(Routes routes) {
        routes.post("/v1/prices", this::create)
                .get("/v1/prices", this::list)
                .get("/v1/prices/{id}", this::named)
                .post("/v1/prices/{id}", this::update);
    }

    private ObjectNode create(Call call) {
        ObjectNode params = call.params();
        for (String unsupported :
                new String[] {"currency_options", "custom_unit_amount", "tiers", "transform_quantity"}) {
            if (params.has(unsupported)) {
                throw StripeError.notInSandbox(unsupported, unsupported + " of prices");
            }
        }
        ObjectNode price = call.account().blank(TYPE, Ids.next("price_"), clock.seconds());
        price.put("product", product(call));
        amount(price, params, "");
        if (params.has("recurring")) {
            price.put("type", "recurring");
            price.set("recurring", recurring(params.get("recurring")));
        }
        Copied.into(price, call, "active", "nickname", "lookup_key", "tax_behavior");
        return add(call.account(), price, call.origin());
    }

    private String product(Call call) {
        if (call.params().has("product") == call.params().has("product_data")) {
            throw StripeError.badParam(
                    "parameter_missing", "product", "You must provide either `product` or `product_data`.");
        }
        JsonNode data = call.params().get("product_data");
        return data == null
                ? existingProduct(call.account(), call.params().get("product").asText(), "product")
                : inlineProduct(call.account(), data, call.origin());
    }

    private static String existingProduct(Account account, String id, String param) {
        if (account.table(Products.TYPE).find(id) == null) {
            throw StripeError.missingReference("product", param, id);
        }
        return id;
    }

    private String inlineProduct(Account account, JsonNode data, Origin origin) {
        return products.createInline(account, data, origin).get("id").asText();
    }

    /** A price given inline with a line item; it is kept, inactive, as Stripe keeps it. */
    public ObjectNode createInline(Account account, JsonNode data, String param, Origin origin) {
        if (data.has("recurring")) {
            throw StripeError.notInSandbox(param + "[recurring]", "subscriptions");
        }
        ObjectNode price = account.blank(TYPE, Ids.next("price_"), clock.seconds());
        price.put("active", false);
        amount(price, (ObjectNode) data, param);
        if (data.has("product")) {
            price.put("product", existingProduct(account, data.get("product").asText(), param + "[product]"));
        } else if (data.has("product_data")) {
            price.put("product", inlineProduct(account, data.get("product_data"), origin));
        } else {
            throw StripeError.badParam(
                    "parameter_missing", param + "[product]", "Missing required param: " + param + "[product].");
        }
        return add(account, price, origin);
    }

    private static void amount(ObjectNode price, ObjectNode params, String outer) {
        String param = outer.isEmpty() ? "unit_amount" : outer + "[unit_amount]";
        JsonNode amount = params.get("unit_amount");
        JsonNode decimal = params.get("unit_amount_decimal");
        if (amount == null && decimal == null) {
            throw StripeError.badParam("parameter_missing", param, "Missing required param: " + param + ".");
        }
        if (amount != null && amount.asLong() < 0) {
            throw StripeError.badParam("parameter_invalid_integer", param, "Invalid non-negative integer");
        }
        boolean whole =
                amount != null || decimal.decimalValue().stripTrailingZeros().scale() <= 0;
        if (whole) {
            price.put("unit_amount", amount != null ? amount.asLong() : decimal.asLong());
        }
        price.put("unit_amount_decimal", amount != null ? amount.asText() : decimal.asText());
        price.put("currency", params.get("currency").asText().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode recurring(JsonNode given) {
        ObjectNode recurring = Json.object();
        recurring.put("interval", given.get("interval").asText());
        recurring.put("interval_count", given.path("interval_count").asLong(1));
        recurring.putNull("meter");
        recurring.putNull("trial_period_days");
        recurring.put("usage_type", given.path("usage_type").asText("licensed"));
        return recurring;
    }

    private ObjectNode add(Account account, ObjectNode price, Origin origin) {
        account.table(TYPE).add(price);
        events.emit(account, "price.created", price, origin);
        return price;
    }

    private ObjectNode update(Call call) {
        ObjectNode price = named(call);
        ObjectNode before = price.deepCopy();
        Copied.into(price, call, "active", "nickname", "lookup_key", "tax_behavior");
        events.emit(call.account(), "price.updated", price, Copied.former(before, price), call.origin());
        return price;
    }

    private ObjectNode named(Call call) {
        return call.named(TYPE, "price", "price");
    }

    private ObjectNode list(Call call) {
        return Listing.page(
                call,
                call.account().table(TYPE),
                price -> Listing.matches(call, price, "active")
                        && Listing.matches(call, price, "currency")
                        && Listing.matches(call, price, "product")
                        && Listing.matches(call, price, "type")
                        && Listing.oneOf(call, "lookup_keys", String.valueOf(Json.text(price, "lookup_key"))));
    }
}
