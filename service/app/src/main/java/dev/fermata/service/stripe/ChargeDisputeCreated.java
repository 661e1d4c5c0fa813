package dev.fermata.service.stripe;

/** A bank asks about a charge, or has taken its money back until it is decided. */
record ChargeDisputeCreated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.dispute.created";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleDispute(objectId);
    }
}
