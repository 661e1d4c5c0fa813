package dev.fermata.stripesandbox.customer;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The customers API. */
public final class Customers {

    public static final String TYPE = "customer";

    private static final String[] PLAIN = {"description", "email", "name", "phone", "preferred_locales", "tax_exempt"};
    private static final String[] ADDRESS = {"city", "country", "line1", "line2", "postal_code", "state"};

    private static final Set<String> KNOWN = Set.of(
            "description",
            "email",
            "name",
            "phone",
            "preferred_locales",
            "tax_exempt",
            "address",
            "shipping",
            "metadata",
            "expand",
            "invoice_prefix");

    private final SandboxClock clock;
    private final Events events;

    public Customers(SandboxClock clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    public void register(Routes routes) {
        routes.post("/v1/customers", this::create)
                .get("/v1/customers", this::list)
                .get("/v1/customers/{id}", this::named)
                .post("/v1/customers/{id}", this::update);
    }

    private ObjectNode create(Call call) {
        ObjectNode customer = blank(call.account());
        apply(call, customer);
        return add(call.account(), customer, call.origin());
    }

    /** A customer that a checkout was told to create. */
    public ObjectNode create(Account account, String email, @Nullable String name, Origin origin) {
        ObjectNode customer = blank(account);
        customer.put("email", email);
        customer.put("name", name);
        return add(account, customer, origin);
    }

    private ObjectNode blank(Account account) {
        ObjectNode customer = account.blank(TYPE, Ids.next("cus_"), clock.seconds());
        return customer.put("invoice_prefix", Ids.letters(8).toUpperCase(Locale.ROOT));
    }

    private ObjectNode add(Account account, ObjectNode customer, Origin origin) {
        account.table(TYPE).add(customer);
        events.emit(account, "customer.created", customer, origin);
        return customer;
    }

    private static void apply(Call call, ObjectNode customer) {
        call.params().fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw StripeError.notInSandbox(name, name + " of customers");
            }
        });
        Copied.into(customer, call, PLAIN);
        if (call.params().has("address")) {
            customer.set("address", address(call.params().get("address")));
        }
        JsonNode shipping = call.params().get("shipping");
        if (shipping != null && !shipping.isNull()) {
            ObjectNode out = customer.putObject("shipping");
            out.set("address", address(shipping.get("address")));
            out.put("name", Json.text(shipping, "name"));
            out.put("phone", Json.text(shipping, "phone"));
        }
    }

    private static JsonNode address(JsonNode given) {
        if (given.isNull()) {
            return given;
        }
        ObjectNode address = Json.object();
        for (String part : ADDRESS) {
            address.put(part, Json.text(given, part));
        }
        return address;
    }

    private ObjectNode update(Call call) {
        ObjectNode customer = named(call);
        ObjectNode before = customer.deepCopy();
        apply(call, customer);
        events.emit(call.account(), "customer.updated", customer, Copied.former(before, customer), call.origin());
        return customer;
    }

    private ObjectNode named(Call call) {
        return call.named(TYPE, "customer", "id");
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE), "email");
    }
}
