package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import java.time.Duration;

/** What each charge and refund does to the merchant's balance: 1.5 % and 25 minor units of fee per charge. */
public final class BalanceTransactions {

    private static final String TYPE = "balance_transaction";
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
        entry.withArray("/fee_details")
                .addObject()
                .put("amount", fee)
                .putNull("application")
                .put("currency", charge.get("currency").asText())
                .put("description", "Stripe processing fees")
                .put("type", "stripe_fee");
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
        return Listing.page(
                call,
                call.account().table(TYPE).inOrder(),
                entry -> entry.get("id").asText(),
                entry -> Listing.matches(call, entry, "type")
                        && Listing.matches(call, entry, "source")
                        && Listing.matches(call, entry, "currency")
                        && Listing.createdMatches(call, entry.get("created").asLong()),
                entry -> entry.deepCopy());
    }
}
