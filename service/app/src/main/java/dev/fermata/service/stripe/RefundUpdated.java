package dev.fermata.service.stripe;

/** A refund moved on. */
record RefundUpdated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "refund.updated";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleRefund(objectId);
    }
}
