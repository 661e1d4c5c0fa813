package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One charge per try to take money, and the API to read them. */
public final class Charges {

    public static final String TYPE = "charge";

    private final SandboxClock clock;
    private final BalanceTransactions balance;

    public Charges(SandboxClock clock, BalanceTransactions balance) {
        this.clock = clock;
        this.balance = balance;
    }

    public void register(Routes routes) {
        routes.get("/v1/charges", this::list)
                .get("/v1/charges/{id}", call -> call.named(TYPE, "charge", "id"))
                .get("/v1/charges/{id}/refunds", this::refunds);
    }

    /** A charge that has not been decided yet. */
    ObjectNode open(Account account, ObjectNode intent, ObjectNode method) {
        ObjectNode charge = account.blank(TYPE, Ids.next("ch_"), clock.seconds());
        charge.put("amount", intent.get("amount").asLong());
        for (String same : List.of(
                "currency",
                "customer",
                "description",
                "metadata",
                "receipt_email",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix")) {
            charge.set(same, intent.get(same).deepCopy());
        }
        charge.set("billing_details", method.get("billing_details").deepCopy());
        charge.put("payment_intent", intent.get("id").asText());
        charge.put("payment_method", method.get("id").asText());
        charge.set("payment_method_details", MethodDetails.of(intent, method));
        charge.put("calculated_statement_descriptor", "FERMATA SANDBOX");
        charge.put(
                "receipt_url",
                "https://pay.stripe.com/receipts/" + charge.get("id").asText());
        return account.table(TYPE).add(charge);
    }

    void succeed(Account account, ObjectNode charge) {
        charge.put("status", "succeeded");
        charge.put("paid", true);
        charge.put("captured", true);
        charge.put("amount_captured", charge.get("amount").asLong());
        charge.put("balance_transaction", balance.ofCharge(account, charge));
        charge.set("outcome", outcome("approved_by_network", null, "Payment complete.", "authorized"));
    }

    void promise(ObjectNode charge) {
        charge.put("status", "pending");
        charge.put("captured", true);
        charge.put("amount_captured", charge.get("amount").asLong());
        charge.set("outcome", outcome("approved_by_network", null, "Payment complete.", "authorized"));
    }

    void fail(ObjectNode charge, Decline reason) {
        charge.put("status", "failed");
        charge.put("paid", false);
        charge.put("captured", false);
        charge.put("amount_captured", 0);
        charge.put("failure_code", reason.code());
        charge.put("failure_message", reason.message());
        String code = reason.declineCode().isEmpty() ? null : reason.declineCode();
        charge.set(
                "outcome",
                outcome(
                        "declined_by_network",
                        code,
                        "The bank did not return any further details.",
                        "issuer_declined"));
    }

    private static ObjectNode outcome(String network, @Nullable String reason, String seller, String type) {
        ObjectNode outcome = Json.object();
        outcome.putNull("advice_code");
        outcome.putNull("network_advice_code");
        outcome.putNull("network_decline_code");
        outcome.put("network_status", network);
        outcome.put("reason", reason);
        outcome.put("risk_level", "normal");
        outcome.put("risk_score", 20);
        outcome.put("seller_message", seller);
        return outcome.put("type", type);
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE), "payment_intent", "customer");
    }

    private ObjectNode refunds(Call call) {
        ObjectNode charge = call.named(TYPE, "charge", "id");
        String id = charge.get("id").asText();
        return Listing.page(call, call.account().table(Refunds.TYPE).having(TYPE, id));
    }
}
