package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Metadata;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;

/** The refunds API. */
public final class RefundApi {

    private final Refunds refunds;

    public RefundApi(Refunds refunds) {
        this.refunds = refunds;
    }

    public void register(Routes routes) {
        routes.post("/v1/refunds", this::create)
                .get("/v1/refunds", this::list)
                .get("/v1/refunds/{id}", this::named)
                .post("/v1/refunds/{id}", this::update)
                .post("/v1/refunds/{id}/cancel", this::cancel);
    }

    private ObjectNode create(Call call) {
        ObjectNode charge = charge(call);
        Refunds.Wanted wanted = new Refunds.Wanted(
                call.number("amount").orElse(null), call.text("reason").orElse(null));
        ObjectNode metadata = Json.object().set("metadata", Json.object());
        Metadata.merge(call, metadata);
        return refunds.refund(call.account(), charge, wanted, metadata, call.origin());
    }

    private static ObjectNode charge(Call call) {
        String chargeId = call.text("charge").orElse(null);
        String intentId = call.text("payment_intent").orElse(null);
        if (chargeId == null && intentId == null) {
            throw StripeError.badParam(
                    "parameter_missing",
                    "payment_intent",
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        if (chargeId != null) {
            ObjectNode charge = call.account().table(Charges.TYPE).find(chargeId);
            if (charge == null) {
                throw StripeError.missing("charge", "id", chargeId);
            }
            return charge;
        }
        ObjectNode intent = call.account().table(PaymentIntents.TYPE).find(intentId);
        if (intent == null) {
            throw StripeError.missingReference("payment_intent", "payment_intent", String.valueOf(intentId));
        }
        return Refunds.latestCharge(call.account(), intent);
    }

    private ObjectNode update(Call call) {
        ObjectNode refund = named(call);
        ObjectNode before = Wire.copy(refund);
        Metadata.merge(call, refund);
        refunds.updated(call.account(), refund, Copied.former(before, refund), call.origin());
        return refund;
    }

    private ObjectNode cancel(Call call) {
        ObjectNode refund = named(call);
        if (!refunds.cancel(call.account(), refund, call.origin())) {
            throw StripeError.refused(null, null, "Canceling this refund is unsupported.");
        }
        return refund;
    }

    private ObjectNode named(Call call) {
        return call.named(Refunds.TYPE, "refund", "id");
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(Refunds.TYPE), "charge", "payment_intent");
    }
}
