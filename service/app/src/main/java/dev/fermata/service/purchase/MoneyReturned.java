package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.RefundPolicy;
import dev.fermata.service.catalog.RefundPolicy.OnRefund;
import java.util.Objects;

/**
 * How much of what was taken for a purchase went back, and what follows from it for the access. Refunds and disputes are weighed
 * together: the sum decides, and of two reasons the stricter one.
 *
 * @param taken what the buyer paid, in minor units
 * @param refunded what of it was refunded, refunds that are on their way included
 * @param disputed whether a dispute is open, as far as is known: a status that we do not know ends none that was
 */
record MoneyReturned(long taken, long refunded, boolean disputed, ChargeHistory history) {

    static MoneyReturned of(Purchase purchase, CheckoutState state) {
        Money total = state.total();
        ChargeHistory history = Objects.requireNonNullElse(state.history(), ChargeHistory.NONE);
        return new MoneyReturned(
                total == null ? purchase.amount() : total.amount(),
                state.refunded(),
                history.hasOpenDispute() || (history.hasUnknownDispute() && purchase.moneyBack() == MoneyBack.DISPUTED),
                history);
    }

    /** Whether nothing of it is left: refunded, or lost in a dispute, whose amount may differ a little by the exchange rate. */
    boolean all() {
        return isRefunded() || history.hasLostDispute();
    }

    MoneyBack summary() {
        if (history.hasLostDispute()) {
            return MoneyBack.DISPUTE_LOST;
        }
        if (disputed) {
            return MoneyBack.DISPUTED;
        }
        if (refunded > 0) {
            return isRefunded() ? MoneyBack.REFUNDED : MoneyBack.PARTIALLY_REFUNDED;
        }
        return history.hasWonDispute() ? MoneyBack.DISPUTE_WON : MoneyBack.NONE;
    }

    /** What was paid for and not returned is given; the policy decides about everything between. A lost dispute always ends it. */
    Delivery delivery(RefundPolicy policy) {
        if (history.hasLostDispute() || endsByRefund(policy)) {
            return Delivery.REVOKED;
        }
        if (disputed) {
            return switch (policy.onDispute()) {
                case SUSPEND -> Delivery.SUSPENDED;
                case REVOKE -> Delivery.REVOKED;
                case KEEP -> Delivery.FULFILLED;
            };
        }
        return Delivery.FULFILLED;
    }

    /** What ends when a part went back stays ended when the rest goes back too. */
    private boolean endsByRefund(RefundPolicy policy) {
        return (refunded > 0 && policy.onPartialRefund() == OnRefund.REVOKE)
                || (isRefunded() && policy.onFullRefund() == OnRefund.REVOKE);
    }

    private boolean isRefunded() {
        return refunded > 0 && refunded >= taken;
    }
}
