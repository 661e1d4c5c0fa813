package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an intent through its states and tells the world, in the order Stripe does: the charge first, then the intent.
 * All methods are called under the account's lock.
 */
public final class Payments {

    static final String INTENT = "payment_intent";

    /** Told when a delayed payment is decided. */
    public interface DelayedOutcome {
        void decided(Account account, ObjectNode intent, boolean paid);
    }

    /** Told of each charge that took money, before the rest of the world hears that the payment succeeded. */
    public interface Charged {
        void charged(Account account, ObjectNode charge, ObjectNode method);
    }

    private final SandboxClock clock;
    private final Events events;
    private final Charges charges;
    private final Optional<Duration> delay;
    private final List<DelayedOutcome> listeners = new ArrayList<>();
    private final List<Charged> chargedListeners = new ArrayList<>();

    /** @param delay how long delayed debits take; empty when somebody decides each of them by hand */
    public Payments(SandboxClock clock, Events events, Charges charges, Optional<Duration> delay) {
        this.clock = clock;
        this.events = events;
        this.charges = charges;
        this.delay = delay;
    }

    public void onDelayedOutcome(DelayedOutcome listener) {
        listeners.add(listener);
    }

    public void onCharged(Charged listener) {
        chargedListeners.add(listener);
    }

    /** A new intent; {@code filled} says amount, currency and the rest. */
    public ObjectNode create(Account account, ObjectNode filled, Origin origin) {
        ObjectNode intent = account.blank(INTENT, Ids.next("pi_"), clock.seconds());
        intent.setAll(filled);
        intent.put("client_secret", intent.get("id").asText() + "_secret_" + Ids.letters(25));
        account.table(INTENT).add(intent);
        events.emit(account, "payment_intent.created", intent, origin);
        return intent;
    }

    /** Tries to take the money with this method. */
    public Attempt confirm(Account account, ObjectNode intent, ObjectNode method, Origin origin) {
        intent.put("payment_method", method.get("id").asText());
        intent.putNull("last_payment_error");
        if (PaymentMethods.type(method).equals("sepa_debit")) {
            return promise(account, intent, method, origin);
        }
        Optional<TestCard> card = PaymentMethods.testCard(method);
        Optional<Decline> decline = card.isEmpty()
                ? Optional.of(Decline.NOT_A_TEST_CARD)
                : card.get().decline();
        if (decline.isPresent()) {
            return decline(account, intent, method, decline.get(), origin);
        }
        if (card.get().asksForAuthentication()) {
            return askForAuthentication(account, intent, origin);
        }
        succeed(account, intent, charges.open(account, intent, method), origin);
        return new Attempt.Succeeded();
    }

    /** Ends a 3-D Secure challenge. */
    public Attempt authenticate(Account account, ObjectNode intent, boolean passed, Origin origin) {
        ObjectNode method = account.table(PaymentMethods.TYPE)
                .get(intent.get("payment_method").asText());
        intent.putNull("next_action");
        if (!passed) {
            ObjectNode failed = refuse(account, intent, method, Decline.NOT_AUTHENTICATED, origin);
            return new Attempt.Declined(Decline.NOT_AUTHENTICATED, Wire.copy(failed), Json.object());
        }
        ObjectNode charge = charges.open(account, intent, method);
        MethodDetails.authenticated(charge);
        succeed(account, intent, charge, origin);
        return new Attempt.Succeeded();
    }

    private void succeed(Account account, ObjectNode intent, ObjectNode charge, Origin origin) {
        charges.succeed(account, charge);
        intent.put("status", "succeeded");
        intent.put("amount_received", intent.get("amount").asLong());
        intent.put("latest_charge", charge.get("id").asText());
        events.emit(account, "charge.succeeded", charge, origin);
        ObjectNode method = account.table(PaymentMethods.TYPE)
                .get(charge.get("payment_method").asText());
        chargedListeners.forEach(listener -> listener.charged(account, charge, method));
        events.emit(account, "payment_intent.succeeded", intent, origin);
    }

    private Attempt decline(Account account, ObjectNode intent, ObjectNode method, Decline reason, Origin origin) {
        ObjectNode charge = charges.open(account, intent, method);
        charges.fail(charge, reason);
        intent.put("latest_charge", charge.get("id").asText());
        events.emit(account, "charge.failed", charge, origin);
        refuse(account, intent, method, reason, origin);
        return new Attempt.Declined(reason, Wire.copy(intent), charge);
    }

    private ObjectNode refuse(Account account, ObjectNode intent, ObjectNode method, Decline reason, Origin origin) {
        ObjectNode error = intent.putObject("last_payment_error");
        if (!reason.declineCode().isEmpty()) {
            error.put("charge", intent.get("latest_charge").asText());
            error.put("decline_code", reason.declineCode());
        }
        error.put("code", reason.code());
        error.put(
                "doc_url",
                "https://stripe.com/docs/error-codes/" + reason.code().replace('_', '-'));
        error.put("message", reason.message());
        error.set("payment_method", Wire.copy(method));
        error.put("type", reason.declineCode().isEmpty() ? "invalid_request_error" : "card_error");
        intent.put("status", "requires_payment_method");
        intent.putNull("payment_method");
        events.emit(account, "payment_intent.payment_failed", intent, origin);
        return intent;
    }

    private Attempt askForAuthentication(Account account, ObjectNode intent, Origin origin) {
        intent.put("status", "requires_action");
        ObjectNode action = intent.putObject("next_action").put("type", "use_stripe_sdk");
        action.putObject("use_stripe_sdk").put("type", "three_d_secure_redirect");
        events.emit(account, "payment_intent.requires_action", intent, origin);
        return new Attempt.NeedsAuthentication();
    }

    private Attempt promise(Account account, ObjectNode intent, ObjectNode method, Origin origin) {
        ObjectNode charge = charges.open(account, intent, method);
        charges.promise(charge);
        intent.put("status", "processing");
        intent.put("latest_charge", charge.get("id").asText());
        events.emit(account, "charge.pending", charge, origin);
        events.emit(account, "payment_intent.processing", intent, origin);
        boolean pays = method.path("$debit_pays").asBoolean();
        delay.ifPresent(wait ->
                clock.schedule(clock.instant().plus(wait), () -> account.locked(() -> decide(account, intent, pays))));
        return new Attempt.Processing();
    }

    /** Lets the money of a delayed debit come or not. Returns false when it had been decided before. */
    public boolean decide(Account account, ObjectNode intent, boolean paid) {
        if (!intent.get("status").asText().equals("processing")) {
            return false;
        }
        ObjectNode charge =
                account.table(Charges.TYPE).get(intent.get("latest_charge").asText());
        if (paid) {
            succeed(account, intent, charge, Origin.NONE);
        } else {
            ObjectNode method = account.table(PaymentMethods.TYPE)
                    .get(intent.get("payment_method").asText());
            charges.fail(charge, Decline.DEBIT_FAILED);
            events.emit(account, "charge.failed", charge, Origin.NONE);
            refuse(account, intent, method, Decline.DEBIT_FAILED, Origin.NONE);
        }
        listeners.forEach(listener -> listener.decided(account, intent, paid));
        return true;
    }
}
