package dev.fermata.service.purchase;

import dev.fermata.service.catalog.RefundPolicy;
import dev.fermata.service.purchase.CheckoutState.Progress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a purchase belongs, given what the payment provider says. Pure: the same purchase and the same state always give the same
 * settlement, and a purchase that is where it belongs gives one that changes nothing.
 */
public record Settlement(Payment payment, Delivery delivery, MoneyBack moneyBack, @Nullable String quarantine) {

    static Settlement of(Purchase purchase, RefundPolicy policy, CheckoutState state) {
        Payment payment = payment(purchase.payment(), state.progress());
        MoneyReturned returned = MoneyReturned.of(purchase, state);
        String contradiction = payment == Payment.PAID ? contradiction(purchase, state) : null;
        boolean granted = purchase.delivery() != Delivery.UNFULFILLED;
        boolean follows = payment == Payment.PAID && (granted || contradiction == null);
        return new Settlement(
                payment,
                follows ? returned.delivery(policy) : purchase.delivery(),
                returned.summary(),
                // Nobody has to decide about money that is gone again.
                returned.all() ? null : contradiction);
    }

    boolean changes(Purchase purchase, CheckoutState state) {
        return payment != purchase.payment()
                || delivery != purchase.delivery()
                || moneyBack != purchase.moneyBack()
                || !Objects.equals(quarantine, purchase.quarantine())
                || state.refunded() != purchase.amountRefunded()
                || (state.chargeId() != null && !state.chargeId().equals(purchase.chargeId()))
                || (state.paymentId() != null && !state.paymentId().equals(purchase.paymentId()));
    }

    /** Money beats history: paid wins over expired and failed, and is never left. */
    private static Payment payment(Payment before, Progress progress) {
        if (before == Payment.PAID) {
            return Payment.PAID;
        }
        return switch (progress) {
            case PAID -> Payment.PAID;
            case PROCESSING -> Payment.PROCESSING;
            case FAILED -> Payment.FAILED;
            case EXPIRED -> Payment.EXPIRED;
            case OPEN -> before == Payment.CREATED ? Payment.OPEN : before;
        };
    }

    /** What speaks against granting although money was taken; a person decides then. */
    private static @Nullable String contradiction(Purchase purchase, CheckoutState state) {
        if (!purchase.id().value().equals(state.reference())) {
            return "the checkout was opened for another purchase: " + state.reference();
        }
        if (!state.isIn(purchase.providerAccount())) {
            return "the checkout belongs to another account: " + state.account();
        }
        if (purchase.livemode() != null && purchase.livemode() != state.livemode()) {
            return "the checkout is in another mode: livemode " + state.livemode();
        }
        if (!purchase.price().equals(state.total())) {
            return "sold for " + purchase.price() + ", but the checkout says " + state.total();
        }
        if (purchase.isAnonymous() && purchase.memberId() == null && state.email() == null) {
            return "nobody was signed in and the checkout has no e-mail address";
        }
        return null;
    }
}
