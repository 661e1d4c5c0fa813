package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Metadata;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.catalog.Prices;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The checkout sessions API, for one-off payments on the hosted page. */
public final class Sessions {

    public static final String TYPE = "checkout.session";

    private static final Duration DEFAULT_LIFE = Duration.ofHours(24);
    private static final String[] PLAIN = {
        "allow_promotion_codes",
        "billing_address_collection",
        "cancel_url",
        "client_reference_id",
        "customer",
        "customer_creation",
        "customer_email",
        "locale",
        "payment_method_options",
        "submit_type",
        "success_url",
        "integration_identifier",
        "origin_context"
    };

    private final SandboxClock clock;
    private final Checkout checkout;
    private final LineItems lineItems;
    private final Supplier<String> baseUrl;

    /** @param baseUrl where the hosted page is served */
    public Sessions(SandboxClock clock, Checkout checkout, Prices prices, Supplier<String> baseUrl) {
        this.clock = clock;
        this.checkout = checkout;
        this.lineItems = new LineItems(prices);
        this.baseUrl = baseUrl;
    }

    public void register(Routes routes) {
        routes.post("/v1/checkout/sessions", this::create)
                .get("/v1/checkout/sessions", this::list)
                .get("/v1/checkout/sessions/{id}", this::named)
                .post("/v1/checkout/sessions/{id}", this::update)
                .post("/v1/checkout/sessions/{id}/expire", this::expire)
                .get("/v1/checkout/sessions/{id}/line_items", this::items);
    }

    private ObjectNode create(Call call) {
        long now = clock.seconds();
        SessionParams.check(call, now);
        ArrayNode items = lineItems.of(call);
        String id = Ids.next("cs_" + call.account().mode() + "_a1") + Ids.letters(34);
        ObjectNode session = call.account().blank(TYPE, id, now);
        session.set("$line_items", items);
        session.set("$intent_data", intentData(call));
        amounts(session, items);
        Copied.into(session, call, PLAIN);
        call.params().path("custom_text").properties().forEach(text -> session.withObject("/custom_text")
                .set(text.getKey(), text.getValue()));
        session.set("payment_method_types", SessionParams.methodTypes(call, session));
        if (!call.params().has("customer") && !call.params().has("customer_creation")) {
            session.put("customer_creation", "if_required");
        }
        session.put("payment_method_collection", "if_required");
        session.put("url", baseUrl.get() + "/c/pay/" + id);
        knownBuyer(call, session);
        long expiresAt = call.number("expires_at").orElse(now + DEFAULT_LIFE.toSeconds());
        session.put("expires_at", expiresAt);
        call.account().table(TYPE).add(session);
        clock.schedule(Instant.ofEpochSecond(expiresAt), () -> call.account()
                .locked(() -> checkout.expireIfDue(call.account(), session)));
        return session;
    }

    private static ObjectNode intentData(Call call) {
        JsonNode given = call.params().get("payment_intent_data");
        ObjectNode data = given instanceof ObjectNode object ? object.deepCopy() : Json.object();
        ObjectNode checked = Json.object();
        Metadata.merge(data.get("metadata"), checked, "payment_intent_data[metadata]");
        data.set("metadata", checked.path("metadata").isObject() ? checked.get("metadata") : Json.object());
        return data;
    }

    private static void amounts(ObjectNode session, ArrayNode items) {
        long total = 0;
        for (JsonNode item : items) {
            total += item.get("amount_total").asLong();
        }
        session.put("amount_subtotal", total);
        session.put("amount_total", total);
        session.set("currency", items.get(0).get("currency"));
    }

    private static void knownBuyer(Call call, ObjectNode session) {
        call.text("customer_email").ifPresent(email -> BuyerDetails.set(session, email, null));
        call.text("customer").ifPresent(id -> {
            ObjectNode customer = call.account().table("customer").get(id);
            BuyerDetails.set(session, Json.text(customer, "email"), Json.text(customer, "name"));
        });
    }

    private ObjectNode named(Call call) {
        ObjectNode session = call.named(TYPE, "checkout.session", "session");
        checkout.expireIfDue(call.account(), session);
        return session;
    }

    private ObjectNode update(Call call) {
        ObjectNode session = named(call);
        call.params().fieldNames().forEachRemaining(name -> {
            if (!name.equals("metadata") && !name.equals("expand")) {
                throw StripeError.notInSandbox(name, "changing " + name + " of a session");
            }
        });
        Metadata.merge(call, session);
        return session;
    }

    private ObjectNode expire(Call call) {
        ObjectNode session = named(call);
        String status = session.get("status").asText();
        if (!status.equals("open")) {
            throw StripeError.refused(
                    null,
                    null,
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                            + " status of " + status + ".");
        }
        checkout.expire(call.account(), session, call.origin());
        return session;
    }

    private ObjectNode items(Call call) {
        ArrayNode items = named(call).withArray("$line_items");
        List<ObjectNode> newestLast = new ArrayList<>();
        items.forEach(item -> newestLast.add(0, (ObjectNode) item));
        return Listing.page(call, newestLast);
    }

    private ObjectNode list(Call call) {
        String email = Json.text(call.params().path("customer_details"), "email");
        return Listing.page(
                call,
                call.account().table(TYPE),
                session -> Listing.matches(call, session, "payment_intent")
                        && Listing.matches(call, session, "customer")
                        && Listing.matches(call, session, "payment_link")
                        && Listing.matches(call, session, "subscription")
                        && Listing.matches(call, session, "status")
                        && (email == null || email.equals(Json.text(session.path("customer_details"), "email"))));
    }
}
