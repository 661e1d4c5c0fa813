package dev.fermata.stripesandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.customer.Customers;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.PaymentIntents;
import dev.fermata.stripesandbox.payment.Payments;
import dev.fermata.stripesandbox.payment.Shipping;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session: paid, promised or expired, once. A declined try ends nothing; the session stays open. All methods are
 * called under the account's lock.
 */
public final class Checkout {

    private final SandboxClock clock;
    private final Events events;
    private final Payments payments;
    private final Customers customers;

    public Checkout(SandboxClock clock, Events events, Payments payments, Customers customers) {
        this.clock = clock;
        this.events = events;
        this.payments = payments;
        this.customers = customers;
        payments.onDelayedOutcome(this::decided);
    }

    /** Who pays. */
    public record Buyer(String email, @Nullable String name) {}

    public static boolean isOpen(ObjectNode session) {
        return session.get("status").asText().equals("open");
    }

    /** Pays an open session. */
    public Attempt pay(Account account, ObjectNode session, ObjectNode method, Buyer buyer, Origin origin) {
        requireOpen(account, session);
        session.put("$email", buyer.email());
        session.put("$name", buyer.name());
        ObjectNode intent = intent(account, session, origin);
        return afterwards(account, session, payments.confirm(account, intent, method, origin), origin);
    }

    /** Completes a session that costs nothing. */
    public void completeForFree(Account account, ObjectNode session, Buyer buyer, Origin origin) {
        requireOpen(account, session);
        session.put("$email", buyer.email());
        session.put("$name", buyer.name());
        complete(account, session, "no_payment_required", origin);
    }

    /** Ends the 3-D Secure challenge of a session's payment. */
    public Attempt authenticate(Account account, ObjectNode session, boolean passed, Origin origin) {
        requireOpen(account, session);
        ObjectNode intent = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
        if (intent == null || !intent.get("status").asText().equals("requires_action")) {
            throw StripeError.refused(
                    "payment_intent_unexpected_state", null, "This payment is not waiting for authentication.");
        }
        return afterwards(account, session, payments.authenticate(account, intent, passed, origin), origin);
    }

    private void requireOpen(Account account, ObjectNode session) {
        expireIfDue(account, session);
        if (!isOpen(session)) {
            throw StripeError.refused(
                    "checkout_session_not_open",
                    null,
                    "This Checkout Session is no longer open: its status is "
                            + session.get("status").asText() + ".");
        }
    }

    private ObjectNode intent(Account account, ObjectNode session, Origin origin) {
        ObjectNode known = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
        if (known != null) {
            return known;
        }
        JsonNode data = session.get("$intent_data");
        ObjectNode filled = Json.object();
        filled.set("amount", session.get("amount_total"));
        filled.set("currency", session.get("currency"));
        filled.set("customer", session.get("customer"));
        filled.set("payment_method_types", session.get("payment_method_types").deepCopy());
        for (String same : new String[] {
            "description",
            "metadata",
            "receipt_email",
            "setup_future_usage",
            "statement_descriptor",
            "statement_descriptor_suffix"
        }) {
            if (data.has(same)) {
                filled.set(same, data.get(same));
            }
        }
        Shipping.copy(data.get("shipping"), filled);
        filled.put("$session", session.get("id").asText());
        ObjectNode intent = payments.create(account, filled, origin);
        session.put("payment_intent", intent.get("id").asText());
        account.table(Sessions.TYPE).refer(session, "payment_intent");
        return intent;
    }

    private Attempt afterwards(Account account, ObjectNode session, Attempt attempt, Origin origin) {
        if (attempt instanceof Attempt.Succeeded) {
            complete(account, session, "paid", origin);
        } else if (attempt instanceof Attempt.Processing) {
            complete(account, session, "unpaid", origin);
        }
        return attempt;
    }

    private void complete(Account account, ObjectNode session, String paymentStatus, Origin origin) {
        String email = session.get("$email").asText();
        String name = Json.text(session, "$name");
        session.put("status", "complete");
        session.put("payment_status", paymentStatus);
        session.putNull("url");
        BuyerDetails.complete(session, email, name);
        if ("always".equals(Json.text(session, "customer_creation"))) {
            session.put(
                    "customer",
                    customers.create(account, email, name, origin).get("id").asText());
        }
        events.emit(account, "checkout.session.completed", session, origin);
    }

    private void decided(Account account, ObjectNode intent, boolean paid) {
        ObjectNode session = account.table(Sessions.TYPE).find(Json.text(intent, "$session"));
        if (session != null) {
            session.put("payment_status", paid ? "paid" : "unpaid");
            String type = paid ? "async_payment_succeeded" : "async_payment_failed";
            events.emit(account, "checkout.session." + type, session, Origin.NONE);
        }
    }

    /** Expires a session whose time has come. Returns whether it is expired. */
    public boolean expireIfDue(Account account, ObjectNode session) {
        if (isOpen(session) && clock.seconds() >= session.get("expires_at").asLong()) {
            expire(account, session, Origin.NONE);
        }
        return session.get("status").asText().equals("expired");
    }

    public void expire(Account account, ObjectNode session, Origin origin) {
        session.put("status", "expired");
        session.putNull("url");
        ObjectNode intent = account.table(PaymentIntents.TYPE).find(Json.text(session, "payment_intent"));
        if (intent != null) {
            intent.put("status", "canceled");
            intent.put("canceled_at", clock.seconds());
            intent.put("cancellation_reason", "automatic");
            intent.putNull("next_action");
            events.emit(account, "payment_intent.canceled", intent, origin);
        }
        events.emit(account, "checkout.session.expired", session, origin);
    }

    /** Where the buyer goes after paying. */
    public static String successUrl(ObjectNode session) {
        return session.get("success_url")
                .asText()
                .replace("{CHECKOUT_SESSION_ID}", session.get("id").asText());
    }
}
