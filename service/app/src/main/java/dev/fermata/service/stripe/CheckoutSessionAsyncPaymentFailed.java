package dev.fermata.service.stripe;

/** A delayed payment did not come through. */
record CheckoutSessionAsyncPaymentFailed(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "checkout.session.async_payment_failed";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleCheckout(objectId);
    }
}
