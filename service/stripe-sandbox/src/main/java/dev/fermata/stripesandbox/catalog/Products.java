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

/** The products API. */
public final class Products {

    static final String TYPE = "product";
    private static final String[] PLAIN = {
        "active",
        "name",
        "description",
        "images",
        "marketing_features",
        "package_dimensions",
        "shippable",
        "statement_descriptor",
        "tax_code",
        "unit_label",
        "url",
        "type"
    };

    private final SandboxClock clock;
    private final Events events;

    public Products(SandboxClock clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    public void register(Routes routes) {
        routes.post("/v1/products", this::create)
                .get("/v1/products", this::list)
                .get("/v1/products/{id}", this::named)
                .post("/v1/products/{id}", this::update);
    }

    private ObjectNode create(Call call) {
        if (call.params().has("default_price_data")) {
            throw StripeError.notInSandbox("default_price_data", "prices made together with their product");
        }
        String id = call.text("id").orElseGet(() -> Ids.next("prod_"));
        if (call.account().table(TYPE).find(id) != null) {
            throw StripeError.refused("resource_already_exists", "id", "Product already exists.");
        }
        ObjectNode product = call.account().blank(TYPE, id, clock.seconds());
        product.put("updated", clock.seconds());
        Copied.into(product, call, PLAIN);
        return add(call.account(), product, call.origin());
    }

    /** A product that came with a price given inline. */
    ObjectNode createInline(Account account, JsonNode data, Origin origin) {
        ObjectNode product = account.blank(TYPE, Ids.next("prod_"), clock.seconds());
        product.put("updated", clock.seconds());
        product.put("active", false);
        data.properties().forEach(field -> product.set(field.getKey(), field.getValue()));
        return add(account, product, origin);
    }

    private ObjectNode add(Account account, ObjectNode product, Origin origin) {
        account.table(TYPE).add(product);
        events.emit(account, "product.created", product, origin);
        return product;
    }

    private ObjectNode update(Call call) {
        ObjectNode product = named(call);
        ObjectNode before = product.deepCopy();
        call.text("default_price").ifPresent(price -> {
            if (call.account().table(Prices.TYPE).find(price) == null) {
                throw StripeError.missingReference("price", "default_price", price);
            }
        });
        Copied.into(product, call, PLAIN);
        Copied.into(product, call, "default_price");
        product.put("updated", clock.seconds());
        events.emit(call.account(), "product.updated", product, Copied.former(before, product), call.origin());
        return product;
    }

    private ObjectNode named(Call call) {
        return call.named(TYPE, "product", "id");
    }

    private ObjectNode list(Call call) {
        return Listing.page(
                call,
                call.account().table(TYPE),
                product -> Listing.matches(call, product, "active")
                        && Listing.matches(call, product, "url")
                        && Listing.matches(call, product, "shippable")
                        && Listing.oneOf(call, "ids", product.get("id").asText()));
    }
}
