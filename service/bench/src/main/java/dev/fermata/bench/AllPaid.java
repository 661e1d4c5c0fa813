package dev.fermata.bench;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import dev.fermata.service.purchase.CheckoutState;
import dev.fermata.service.purchase.CheckoutState.Progress;
import dev.fermata.service.purchase.PaymentProvider;
import java.util.Optional;

/** A payment provider next door, whose every checkout was paid. A settlement only looks; nothing else is asked of it. */
final class AllPaid implements PaymentProvider {

    /** What {@code term_month} costs. */
    private static final Money PRICE = new Money(999, "EUR");

    @Override
    public CheckoutState look(String checkoutId) {
        return new CheckoutState(
                checkoutId,
                "acct_sandbox",
                false,
                checkoutId.replace("cs_", ""),
                Progress.PAID,
                PRICE,
                "pi_" + checkoutId,
                "ch_" + checkoutId,
                0,
                null,
                null,
                null);
    }

    @Override
    public CheckoutState lookClosely(String checkoutId) {
        return look(checkoutId);
    }

    @Override
    public OpenCheckout open(CheckoutOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(String checkoutId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeenRefund refund(RefundOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SeenRefund> findRefund(RefundOrder order) {
        throw new UnsupportedOperationException();
    }
}
