package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import org.jspecify.annotations.Nullable;

/** What buyer, merchant and bank do with money, as it is asked for from outside. */
final class MoneyOrder {

    private MoneyOrder() {}

    static JsonNode pay(Levers levers, Order order) {
        String email = order.text("email").orElse("buyer@example.com");
        Attempt attempt = order.text("debit").isPresent()
                ? levers.buyer().pay(order.id(), order.oneOf(TestDebit.class, "debit", TestDebit.SUCCEEDS), email)
                : levers.buyer().pay(order.id(), order.oneOf(TestCard.class, "card", TestCard.VISA), email);
        return Shown.attempt(attempt, levers.merchant().session(order.id()));
    }

    static JsonNode authenticate(Levers levers, Order order) {
        Attempt attempt =
                levers.buyer().authenticate(order.id(), order.flag("passed").orElse(true));
        return Shown.attempt(attempt, levers.merchant().session(order.id()));
    }

    static JsonNode refund(Levers levers, Order order) {
        return order.flag("requires_action").orElse(false)
                ? levers.merchant().refundToBeClaimed(order.id(), amount(order))
                : levers.merchant().refund(order.id(), amount(order));
    }

    static JsonNode open(Levers levers, Order order, boolean inquiry) {
        Claim.Reason usual = inquiry ? Claim.Reason.GENERAL : Claim.Reason.FRAUDULENT;
        Claim claim = new Claim(amount(order), order.oneOf(Claim.Reason.class, "reason", usual), inquiry);
        return levers.bank().open(order.id(), claim);
    }

    private static @Nullable Long amount(Order order) {
        return order.text("amount").isEmpty() ? null : order.number("amount", 0);
    }
}
