package dev.fermata.service.stripe;

/** A card issuer believes that a payment was fraudulent. */
record EarlyFraudWarningCreated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "radar.early_fraud_warning.created";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleWarning(objectId);
    }
}
