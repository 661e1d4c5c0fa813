package dev.fermata.service.stripe;

import com.stripe.model.checkout.Session;
import dev.fermata.service.purchase.Purchase;
import dev.fermata.service.purchase.PurchaseId;
import dev.fermata.service.purchase.Purchases;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the purchase behind a Stripe object and settles it; false where the object is not ours. */
final class PurchaseOfStripe {

    private final StripeApi stripe;
    private final Purchases purchases;

    PurchaseOfStripe(StripeApi stripe, Purchases purchases) {
        this.stripe = stripe;
        this.purchases = purchases;
    }

    /** A checkout whose id we never learned, because the answer was lost, is known by the reference that we gave it. */
    boolean settleCheckout(String checkoutId) {
        return settle(purchases.findByCheckout(checkoutId).or(() -> adopted(checkoutId)));
    }

    boolean settleCharge(String chargeId) {
        return settlePayment(stripe.ask(v1 -> v1.charges().retrieve(chargeId)).getPaymentIntent());
    }

    boolean settleRefund(String refundId) {
        return settlePayment(stripe.ask(v1 -> v1.refunds().retrieve(refundId)).getPaymentIntent());
    }

    /** A refund may be told of before the payment it returns: then the payment's own note names the purchase. */
    private boolean settlePayment(@Nullable String paymentId) {
        if (paymentId == null) {
            return false;
        }
        return settle(purchases
                .findByPayment(paymentId)
                .or(() -> named(stripe.ask(v1 -> v1.paymentIntents().retrieve(paymentId))
                        .getMetadata()
                        .get(StripePayments.PURCHASE))));
    }

    private Optional<Purchase> adopted(String checkoutId) {
        Session session = stripe.ask(v1 -> v1.checkout().sessions().retrieve(checkoutId));
        Optional<Purchase> purchase = named(session.getClientReferenceId()).filter(found -> found.checkoutId() == null);
        purchase.ifPresent(found -> purchases.adopt(found.id(), checkoutId));
        return purchase;
    }

    private Optional<Purchase> named(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(known -> purchases.find(new PurchaseId(known)));
    }

    private boolean settle(Optional<Purchase> purchase) {
        purchase.ifPresent(found -> purchases.settle(found.id()));
        return purchase.isPresent();
    }
}
