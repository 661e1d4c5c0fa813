package dev.fermata.service.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that is told of. The slug is API and never changes its meaning. */
public enum WebhookType {
    /** A reader set out to buy; most of them pay, some never do. */
    PURCHASE_STARTED,
    /** The money is there and contradicts nothing; what was bought is granted in the same moment. */
    PURCHASE_PAID,
    /** The buyer is done, the money is on its way: a delayed payment method. */
    PURCHASE_PROCESSING,
    /** A delayed payment did not arrive. */
    PURCHASE_FAILED,
    /** The checkout was left unpaid until it ended. */
    PURCHASE_EXPIRED,
    /** Paid, but not as it was sold: nothing is granted until somebody looks. */
    PURCHASE_QUARANTINED,
    /** All of the money went back. */
    PURCHASE_REFUNDED,
    /** Some of the money went back. */
    PURCHASE_PARTIALLY_REFUNDED,
    /** A refund did not reach the buyer; the money is back with the seller. */
    PURCHASE_REFUND_FAILED,
    /** The buyer's bank asks for the money back. */
    PURCHASE_DISPUTED,
    /** The bank decided for the seller. */
    PURCHASE_DISPUTE_WON,
    /** The bank decided for the buyer. */
    PURCHASE_DISPUTE_LOST,
    /** The card's issuer suspects fraud; no money moved yet. */
    PURCHASE_EARLY_FRAUD_WARNING,
    /** A member may read something, now or from a later day on. */
    ENTITLEMENT_GRANTED,
    /** A member may no longer read it. */
    ENTITLEMENT_REVOKED,
    /** A member may not read it for as long as a dispute lasts. */
    ENTITLEMENT_SUSPENDED,
    /** What was suspended or revoked may be read again. */
    ENTITLEMENT_REINSTATED,
    /** What was bought to follow another one begins and ends earlier, for that one was taken back. */
    ENTITLEMENT_MOVED,
    /** Asked for by an operator, to see whether an endpoint answers. */
    WEBHOOK_PING;

    /** As it is sent, such as {@code purchase.dispute_won}: a group, a dot, and what happened. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    static Optional<WebhookType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** Whether this names a type, or a group of them ({@code purchase.*}). */
    static boolean isFilter(String text) {
        return of(text).isPresent()
                || Arrays.stream(values())
                        .anyMatch(type -> text.equals(type.slug().split("\\.")[0] + ".*"));
    }
}
