package dev.fermata.service.stripe;

/** A dispute was won or lost, or a bank left it at its question. */
record ChargeDisputeClosed(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.dispute.closed";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleDispute(objectId);
    }
}
