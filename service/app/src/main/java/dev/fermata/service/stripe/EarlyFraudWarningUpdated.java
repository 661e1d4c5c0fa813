package dev.fermata.service.stripe;

/** A warning of fraud changed: there is nothing to do about it any more, say. */
record EarlyFraudWarningUpdated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "radar.early_fraud_warning.updated";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleWarning(objectId);
    }
}
