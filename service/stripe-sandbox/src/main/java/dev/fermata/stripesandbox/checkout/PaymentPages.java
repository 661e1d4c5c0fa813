package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.PaymentMethods;

/** What the Stripe CLI uses to play the buyer. Undocumented; served as far as {@code stripe trigger} goes. */
public final class PaymentPages {

    private final Checkout checkout;

    public PaymentPages(Checkout checkout) {
        this.checkout = checkout;
    }

    public void register(Routes routes) {
        routes.get("/v1/payment_pages/{id}", PaymentPages::session)
                .post("/v1/payment_pages/{id}/confirm", this::confirm);
    }

    private static ObjectNode session(Call call) {
        return call.named(Sessions.TYPE, "checkout.session", "session");
    }

    private ObjectNode confirm(Call call) {
        ObjectNode session = session(call);
        String id = call.text("payment_method").orElse("");
        ObjectNode method = call.account().table(PaymentMethods.TYPE).find(id);
        if (method == null) {
            throw StripeError.missingReference("PaymentMethod", "payment_method", id);
        }
        long expected = call.number("expected_amount")
                .orElse(session.get("amount_total").asLong());
        if (expected != session.get("amount_total").asLong()) {
            throw StripeError.refused(
                    "checkout_amount_mismatch", "expected_amount", "The amount of the session is another one.");
        }
        String email = Json.text(method.path("billing_details"), "email");
        Checkout.Buyer buyer = new Checkout.Buyer(
                email == null ? "stripe@example.com" : email, Json.text(method.path("billing_details"), "name"));
        if (checkout.pay(call.account(), session, method, buyer, call.origin()) instanceof Attempt.Declined declined) {
            throw declined.error();
        }
        return session;
    }
}
