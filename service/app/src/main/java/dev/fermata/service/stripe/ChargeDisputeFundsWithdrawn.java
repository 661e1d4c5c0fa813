package dev.fermata.service.stripe;

/** The disputed money was taken. */
record ChargeDisputeFundsWithdrawn(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.dispute.funds_withdrawn";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleDispute(objectId);
    }
}
