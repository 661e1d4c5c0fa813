package dev.fermata.service.stripe;

/** The disputed money came back. */
record ChargeDisputeFundsReinstated(PurchaseOfStripe purchase) implements StripeEventHandler {

    @Override
    public String type() {
        return "charge.dispute.funds_reinstated";
    }

    @Override
    public boolean handle(String objectId) {
        return purchase.settleDispute(objectId);
    }
}
