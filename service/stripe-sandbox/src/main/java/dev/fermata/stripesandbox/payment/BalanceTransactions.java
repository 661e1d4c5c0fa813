package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import java.time.Duration;

/**
 * What each charge, refund and dispute does to the merchant's balance: 1.5 % and 25 minor units of fee per charge, 15 of
 * the currency per dispute.
 */
public final class BalanceTransactions {

    private static final String TYPE = "balance_transaction";
    private static final long DISPUTE_FEE = 1500;
    private static final Duration UNTIL_AVAILABLE = Duration.ofDays(7);

    private final SandboxClock clock;

    public BalanceTransactions(SandboxClock clock) {
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get("/v1/balance_transactions", this::list)
                .get("/v1/balance_transactions/{id}", call -> call.named(TYPE, "balance transaction", "id"));
    }

    String ofCharge(Account account, ObjectNode charge) {
        long amount = charge.get("amount").asLong();
        long fee = Math.min(amount, Math.round(amount * 0.015) + 25);
        ObjectNode entry = entry(account, charge, amount, fee, "charge");
        fee(entry, "Stripe processing fees");
        return entry.get("id").asText();
    }

    String ofRefund(Account account, ObjectNode refund) {
        return entry(account, refund, -refund.get("amount").asLong(), 0, "refund")
                .get("id")
                .asText();
    }

    /** Money that came back because a refund could not be paid out. */
    String ofFailedRefund(Account account, ObjectNode refund) {
        return entry(account, refund, refund.get("amount").asLong(), 0, "refund_failure")
                .get("id")
                .asText();
    }

    /** The disputed money and a fee for the trouble. */
    public ObjectNode ofDispute(Account account, ObjectNode dispute) {
        ObjectNode entry = entry(account, dispute, -dispute.get("amount").asLong(), DISPUTE_FEE, "adjustment");
        entry.put(
                "description",
                "Chargeback withdrawal for " + dispute.get("charge").asText());
        entry.put("reporting_category", "dispute");
        fee(entry, "Dispute fee");
        return entry.deepCopy();
    }

    /** The disputed money comes back. */
    public ObjectNode ofReinstatement(Account account, ObjectNode dispute) {
        ObjectNode entry = entry(account, dispute, dispute.get("amount").asLong(), 0, "adjustment");
        entry.put(
                "description",
                "Chargeback reversal for " + dispute.get("charge").asText());
        entry.put("reporting_category", "dispute_reversal");
        return entry.deepCopy();
    }

    private static void fee(ObjectNode entry, String description) {
        entry.withArray("/fee_details")
                .addObject()
                .put("amount", entry.get("fee").asLong())
                .putNull("application")
                .put("currency", entry.get("currency").asText())
                .put("description", description)
                .put("type", "stripe_fee");
    }

    private ObjectNode entry(Account account, ObjectNode source, long amount, long fee, String type) {
        ObjectNode entry = account.blank(TYPE, Ids.next("txn_"), clock.seconds());
        entry.put("amount", amount);
        entry.put("available_on", clock.instant().plus(UNTIL_AVAILABLE).getEpochSecond());
        entry.put("currency", source.get("currency").asText());
        entry.put("fee", fee);
        entry.put("net", amount - fee);
        entry.put("reporting_category", type);
        entry.put("source", source.get("id").asText());
        entry.put("type", type);
        return account.table(TYPE).add(entry);
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE), "type", "source", "currency");
    }
}
