package dev.fermata.service.stripe;

/** The buyer is done with the checkout page; paid, unless the payment method is a delayed one. */
record CheckoutSessionCompleted(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "checkout.session.completed";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleCheckout(objectId);
    }
}
