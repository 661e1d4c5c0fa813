package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the payment provider says about a checkout at one moment.
 *
 * @param reference the purchase that the checkout was opened for, as the provider remembers it
 * @param total what the page asked for, or took
 * @param refunded how much of it went back, in minor units
 * @param history refunds, disputes and warnings one by one; null where the charge shows that there is none, and nobody asked closely
 * @param email what the buyer typed; a wish for where to write, never proof of who somebody is
 */
public record CheckoutState(
        String id,
        String account,
        boolean livemode,
        @Nullable String reference,
        Progress progress,
        @Nullable Money total,
        @Nullable String paymentId,
        @Nullable String chargeId,
        long refunded,
        @Nullable ChargeHistory history,
        @Nullable String email,
        @Nullable String name) {

    /** Stands for the account of our own key where that key may not tell its name. */
    public static final String OWN_ACCOUNT = "own";

    /** Whether this is the same account as that; one without a name is ours, and only ours can be asked. */
    boolean isIn(@Nullable String other) {
        return other == null || account.equals(other) || OWN_ACCOUNT.equals(account) || OWN_ACCOUNT.equals(other);
    }

    /** Whether all that was taken went back by refunds. */
    boolean isAllRefunded() {
        return total != null && refunded > 0 && refunded >= total.amount();
    }

    /** How far the buyer and the money got. */
    public enum Progress {
        /** The page is open. */
        OPEN,
        /** The buyer is done; the money is on its way. */
        PROCESSING,
        /** The money is there. */
        PAID,
        /** The money did not come, and will not on this page. */
        FAILED,
        /** The page can no longer be paid. */
        EXPIRED
    }
}
