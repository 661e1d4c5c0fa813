package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.http.Money;

/** How much of a charge can still be given back. */
final class RefundLimit {

    private RefundLimit() {}

    static void check(long amount, long left, ObjectNode charge) {
        if (amount < 1) {
            throw StripeError.badParam(
                    "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
        }
        if (amount > left) {
            String currency = charge.get("currency").asText();
            boolean first = charge.get("amount_refunded").asLong() == 0;
            throw StripeError.refused(
                    null,
                    "amount",
                    "Refund amount (" + Money.text(amount, currency) + ") is greater than "
                            + (first ? "charge amount" : "unrefunded amount on charge") + " ("
                            + Money.text(left, currency) + ")");
        }
    }
}
