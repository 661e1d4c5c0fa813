package dev.fermata.service.stripe;

/** Money is on its way back. */
record RefundCreated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "refund.created";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleRefund(objectId);
    }
}
