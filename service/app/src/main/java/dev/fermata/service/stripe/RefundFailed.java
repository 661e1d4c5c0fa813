package dev.fermata.service.stripe;

/** A refund did not arrive: the money is here again. */
record RefundFailed(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "refund.failed";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleRefund(objectId);
    }
}
