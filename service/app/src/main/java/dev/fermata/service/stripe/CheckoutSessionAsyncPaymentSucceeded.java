package dev.fermata.service.stripe;

/** A delayed payment came through. */
record CheckoutSessionAsyncPaymentSucceeded(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "checkout.session.async_payment_succeeded";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleCheckout(objectId);
    }
}
