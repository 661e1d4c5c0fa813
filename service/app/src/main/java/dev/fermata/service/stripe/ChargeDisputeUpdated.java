package dev.fermata.service.stripe;

/** A dispute moved on: evidence was handed in, or a bank's question became a dispute. */
record ChargeDisputeUpdated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.dispute.updated";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleDispute(objectId);
    }
}
