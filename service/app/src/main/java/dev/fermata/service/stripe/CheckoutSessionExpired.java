package dev.fermata.service.stripe;

/** The checkout page can no longer be paid. */
record CheckoutSessionExpired(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "checkout.session.expired";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleCheckout(objectId);
    }
}
