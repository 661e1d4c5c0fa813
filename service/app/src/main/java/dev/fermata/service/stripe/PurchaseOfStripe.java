package dev.fermata.service.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.model.radar.EarlyFraudWarning;
import dev.fermata.service.purchase.Purchase;
import dev.fermata.service.purchase.PurchaseId;
import dev.fermata.service.purchase.Purchases;
import java.util.Optional;

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
        Optional<Purchase> purchase = purchases.findByCheckout(checkoutId).or(() -> adopted(checkoutId));
        purchase.ifPresent(purchases::settle);
        return purchase.isPresent();
    }

    boolean settleCharge(String chargeId) {
        return settlePayment(stripe.find(v1 -> v1.charges().retrieve(chargeId)).map(Charge::getPaymentIntent));
    }

    boolean settleRefund(String refundId) {
        return settlePayment(stripe.find(v1 -> v1.refunds().retrieve(refundId)).map(Refund::getPaymentIntent));
    }

    boolean settleDispute(String disputeId) {
        return settlePayment(
                stripe.find(v1 -> v1.disputes().retrieve(disputeId)).map(Dispute::getPaymentIntent));
    }

    boolean settleWarning(String warningId) {
        return settlePayment(stripe.find(v1 -> v1.radar().earlyFraudWarnings().retrieve(warningId))
                .map(EarlyFraudWarning::getPaymentIntent));
    }

    /** A refund may be told of before the payment it returns: then the payment's own note names the purchase. */
    private boolean settlePayment(Optional<String> payment) {
        Optional<Purchase> purchase =
                payment.flatMap(id -> purchases.findByPayment(id).or(() -> noted(id)));
        purchase.ifPresent(found -> purchases.settleClosely(found.id()));
        return purchase.isPresent();
    }

    private Optional<Purchase> noted(String paymentId) {
        return stripe.find(v1 -> v1.paymentIntents().retrieve(paymentId))
                .flatMap(payment -> Optional.ofNullable(payment.getMetadata().get(StripePayments.PURCHASE)))
                .flatMap(this::named);
    }

    private Optional<Purchase> adopted(String checkoutId) {
        return stripe.find(v1 -> v1.checkout().sessions().retrieve(checkoutId))
                .flatMap(session -> Optional.ofNullable(session.getClientReferenceId()))
                .flatMap(this::named)
                .filter(found -> found.checkoutId() == null)
                .map(found -> purchases.adopt(found.id(), checkoutId));
    }

    private Optional<Purchase> named(String id) {
        return purchases.find(new PurchaseId(id));
    }
}
