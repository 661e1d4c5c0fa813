package dev.fermata.service.stripe;

/** Some or all of a charge went back. */
record ChargeRefunded(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.refunded";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleCharge(objectId);
    }
}
