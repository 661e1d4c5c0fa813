package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.object.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;

/** The rules for a new session's parameters that their types do not say. */
final class SessionParams {

    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Set<String> KNOWN = Set.of(
            "allow_promotion_codes",
            "automatic_tax",
            "billing_address_collection",
            "cancel_url",
            "client_reference_id",
            "custom_text",
            "customer",
            "customer_creation",
            "customer_email",
            "expand",
            "expires_at",
            "line_items",
            "locale",
            "metadata",
            "mode",
            "payment_intent_data",
            "payment_method_options",
            "payment_method_types",
            "phone_number_collection",
            "submit_type",
            "success_url",
            "ui_mode",
            "adaptive_pricing",
            "integration_identifier",
            "origin_context",
            "currency",
            "wallet_options",
            "excluded_payment_method_types");

    private static final Set<String> KNOWN_INTENT_DATA = Set.of(
            "metadata",
            "description",
            "receipt_email",
            "setup_future_usage",
            "shipping",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "capture_method");

    private SessionParams() {}

    static void check(Call call, long now) {
        call.params().fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw StripeError.notInSandbox(name, name + " of checkout sessions");
            }
        });
        call.params().path("payment_intent_data").fieldNames().forEachRemaining(name -> {
            if (!KNOWN_INTENT_DATA.contains(name)) {
                throw StripeError.notInSandbox("payment_intent_data[" + name + "]", name + " of a session's payment");
            }
        });
        onlyDefault(call, "mode", "payment");
        onlyDefault(call, "ui_mode", "hosted_page");
        onlyOff(call, "automatic_tax");
        onlyOff(call, "phone_number_collection");
        String capture = Json.text(call.params().path("payment_intent_data"), "capture_method");
        if (capture != null && capture.equals("manual")) {
            throw StripeError.notInSandbox("payment_intent_data[capture_method]", "manual capture");
        }
        if (call.text("success_url").isEmpty()) {
            throw StripeError.badParam("parameter_missing", "success_url", "Missing required param: success_url.");
        }
        call.text("success_url").ifPresent(url -> checkUrl("success_url", url));
        call.text("cancel_url").ifPresent(url -> checkUrl("cancel_url", url));
        call.number("expires_at").ifPresent(at -> checkExpiry(at, now));
        checkBuyer(call);
    }

    private static void onlyDefault(Call call, String param, String value) {
        if (call.text(param).filter(given -> !given.equals(value)).isPresent()) {
            throw StripeError.notInSandbox(param, param + " " + call.text(param).get());
        }
    }

    private static void onlyOff(Call call, String param) {
        if (call.params().path(param).path("enabled").asBoolean()) {
            throw StripeError.notInSandbox(param + "[enabled]", param);
        }
    }

    /** The braces of {@code {CHECKOUT_SESSION_ID}} are no URL; Stripe takes them all the same. */
    private static void checkUrl(String param, String url) {
        try {
            URI uri = new URI(url.replace("{CHECKOUT_SESSION_ID}", "cs")
                    .replace("{", "%7B")
                    .replace("}", "%7D"));
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw StripeError.badParam("url_invalid", param, "Not a valid URL");
    }

    private static void checkExpiry(long at, long now) {
        if (at < now + SHORTEST.toSeconds()) {
            throw StripeError.badParam(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
        }
        if (at > now + LONGEST.toSeconds()) {
            throw StripeError.badParam(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
        }
    }

    private static void checkBuyer(Call call) {
        if (call.params().has("customer") && call.params().has("customer_email")) {
            throw StripeError.badParam(
                    null, "customer_email", "You may only specify one of these parameters: customer, customer_email.");
        }
        if (call.params().has("customer") && call.params().has("customer_creation")) {
            throw StripeError.badParam(
                    null,
                    "customer_creation",
                    "You may only specify one of these parameters: customer, customer_creation.");
        }
        call.text("customer").ifPresent(id -> {
            if (call.account().table("customer").find(id) == null) {
                throw StripeError.missingReference("customer", "customer", id);
            }
        });
        call.text("customer_email").filter(email -> !Email.isPlausible(email)).ifPresent(email -> {
            throw StripeError.badParam("email_invalid", "customer_email", "Invalid email address: " + email);
        });
    }

    /** What the buyer may pay with. */
    static ArrayNode methodTypes(Call call, ObjectNode session) {
        boolean euro = session.get("currency").asText().equals("eur");
        JsonNode given = call.params().get("payment_method_types");
        ArrayNode types = Json.array();
        if (given == null || given.isNull()) {
            types.add("card");
            return euro ? types.add("sepa_debit") : types;
        }
        for (JsonNode type : given) {
            if (!Set.of("card", "sepa_debit").contains(type.asText())) {
                throw StripeError.notInSandbox("payment_method_types", "the payment method " + type.asText());
            }
            if (type.asText().equals("sepa_debit") && !euro) {
                throw StripeError.badParam(
                        null,
                        "payment_method_types",
                        "The payment method `sepa_debit` cannot be used with currency "
                                + session.get("currency").asText() + ": it takes eur only.");
            }
            types.add(type);
        }
        return types;
    }
}
