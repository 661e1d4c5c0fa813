package dev.fermata.service.purchase;

import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The payment provider's own books, beside what {@link PaymentProvider} does for a purchase: only who compares the books needs it.
 * Of an account that others use too, only what a purchase caused is told. Every call goes over the network, so none is made inside
 * a transaction, and is paced; each throws {@link PaymentProviderException} when there is no usable answer.
 */
public interface PaymentRecords {

    /** The account whose books these are; {@link CheckoutState#OWN_ACCOUNT} if our key may not know. */
    String account();

    /** Whether real money is in them. */
    boolean livemode();

    /** Every checkout that was opened in the window, newest first; without the charge's history. */
    void checkouts(Window window, Consumer<CheckoutState> each);

    /** One checkout as it stands now; empty if it is not in these books. */
    Optional<CheckoutState> checkout(String checkoutId);

    /** Every refund that was made in the window, as it stands now. */
    void refunds(Window window, Consumer<Listed<SeenRefund>> each);

    /** Every dispute that was opened in the window, as it stands now. */
    void disputes(Window window, Consumer<Listed<SeenDispute>> each);

    /** From one time to before another. */
    record Window(Instant since, Instant until) {
        public Window {
            if (!since.isBefore(until)) {
                throw new IllegalArgumentException("A window from " + since + " to " + until + " is empty");
            }
        }
    }

    /** What went back, of which payment, and the purchase that the payment says it was for. */
    record Listed<T>(PurchaseId purchase, String paymentId, T seen) {}
}
