package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;
import java.util.Locale;
import java.util.Set;

/** The payment intents API, as far as one-off payments go. */
public final class PaymentIntents {

    public static final String TYPE = Payments.INTENT;

    private static final String[] PLAIN = {
        "customer",
        "description",
        "receipt_email",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "setup_future_usage"
    };

    private static final Set<String> KNOWN = Set.of(
            "amount",
            "currency",
            "automatic_payment_methods",
            "payment_method_types",
            "payment_method",
            "confirm",
            "customer",
            "description",
            "receipt_email",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "setup_future_usage",
            "metadata",
            "shipping",
            "return_url",
            "expand",
            "off_session",
            "capture_method",
            "confirmation_method",
            "error_on_requires_action");

    private static final Set<String> FINAL = Set.of("succeeded", "canceled", "processing");

    private final SandboxClock clock;
    private final Events events;
    private final Payments payments;
    private final PaymentMethods methods;

    public PaymentIntents(SandboxClock clock, Events events, Payments payments, PaymentMethods methods) {
        this.clock = clock;
        this.events = events;
        this.payments = payments;
        this.methods = methods;
    }

    public void register(Routes routes) {
        routes.post("/v1/payment_intents", this::create)
                .get("/v1/payment_intents", this::list)
                .get("/v1/payment_intents/{id}", this::named)
                .post("/v1/payment_intents/{id}/confirm", this::confirm)
                .post("/v1/payment_intents/{id}/cancel", this::cancel);
    }

    private ObjectNode create(Call call) {
        checkKnown(call);
        long amount = call.number("amount").orElse(0L);
        if (amount < 1) {
            throw StripeError.badParam("parameter_invalid_integer", "amount", "Invalid positive integer");
        }
        if (call.text("capture_method").filter("manual"::equals).isPresent()) {
            throw StripeError.notInSandbox("capture_method", "manual capture");
        }
        ObjectNode filled = Json.object();
        filled.put("amount", amount);
        filled.put("currency", call.params().get("currency").asText().toLowerCase(Locale.ROOT));
        methodTypes(call, filled);
        Copied.into(filled, call, PLAIN);
        Shipping.copy(call.params().get("shipping"), filled);
        ObjectNode intent = payments.create(call.account(), filled, call.origin());
        if (call.flag("confirm")) {
            return pay(call, intent);
        }
        call.text("payment_method").ifPresent(id -> {
            intent.put("payment_method", method(call, id).get("id").asText());
            intent.put("status", "requires_confirmation");
        });
        return intent;
    }

    private static void checkKnown(Call call) {
        call.params().fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw StripeError.notInSandbox(name, name + " of payment intents");
            }
        });
    }

    private static void methodTypes(Call call, ObjectNode filled) {
        if (call.params().has("payment_method_types")) {
            filled.set("payment_method_types", call.params().get("payment_method_types"));
            return;
        }
        filled.putObject("automatic_payment_methods")
                .put("allow_redirects", "always")
                .put("enabled", true);
        ArrayNode types = filled.putArray("payment_method_types").add("card");
        if (filled.get("currency").asText().equals("eur")) {
            types.add("sepa_debit");
        }
    }

    private ObjectNode confirm(Call call) {
        ObjectNode intent = named(call);
        if (FINAL.contains(intent.get("status").asText())) {
            throw unexpectedState(intent, "confirm");
        }
        return pay(call, intent);
    }

    private ObjectNode pay(Call call, ObjectNode intent) {
        String id = call.text("payment_method").orElse(Json.text(intent, "payment_method"));
        if (id == null) {
            throw StripeError.refused(
                    "payment_intent_unexpected_state",
                    "payment_method",
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method or ConfirmationToken.");
        }
        Attempt attempt = payments.confirm(call.account(), intent, method(call, id), call.origin());
        if (attempt instanceof Attempt.Declined declined) {
            throw declined.error();
        }
        return intent;
    }

    private ObjectNode method(Call call, String id) {
        return methods.find(call.account(), id)
                .orElseThrow(() -> StripeError.missingReference("PaymentMethod", "payment_method", id));
    }

    private ObjectNode cancel(Call call) {
        ObjectNode intent = named(call);
        if (FINAL.contains(intent.get("status").asText())) {
            throw unexpectedState(intent, "cancel");
        }
        intent.put("status", "canceled");
        intent.put("canceled_at", clock.seconds());
        intent.put("cancellation_reason", call.text("cancellation_reason").orElse(null));
        intent.putNull("next_action");
        events.emit(call.account(), "payment_intent.canceled", intent, call.origin());
        return intent;
    }

    private static StripeError unexpectedState(ObjectNode intent, String what) {
        String status = intent.get("status").asText();
        return StripeError.refused(
                        "payment_intent_unexpected_state",
                        null,
                        "You cannot " + what + " this PaymentIntent because it has a status of " + status + ".")
                .with("payment_intent", Wire.copy(intent));
    }

    private ObjectNode named(Call call) {
        return call.named(TYPE, "payment_intent", "intent");
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE), "customer");
    }
}
