package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.dispute.Claim.Reason;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.payment.PaymentMethods;
import dev.fermata.stripesandbox.payment.Payments;
import dev.fermata.stripesandbox.payment.TestCard;

/** The cards and accounts whose payments go well and are disputed at once. */
public final class Aftermath {

    private final Disputes disputes;
    private final EarlyFraudWarnings warnings;

    public Aftermath(Payments payments, Disputes disputes, EarlyFraudWarnings warnings) {
        this.disputes = disputes;
        this.warnings = warnings;
        payments.onCharged(this::charged);
    }

    private void charged(Account account, ObjectNode charge, ObjectNode method) {
        if (PaymentMethods.isDisputedDebit(method)) {
            disputes.open(account, charge, Claim.dispute(Reason.GENERAL));
        }
        PaymentMethods.testCard(method).ifPresent(card -> charged(account, charge, card));
    }

    private void charged(Account account, ObjectNode charge, TestCard card) {
        switch (card) {
            case DISPUTED -> disputes.open(account, charge, Claim.dispute(Reason.FRAUDULENT));
            case DISPUTED_NOT_RECEIVED -> disputes.open(account, charge, Claim.dispute(Reason.PRODUCT_NOT_RECEIVED));
            case INQUIRY -> disputes.open(account, charge, Claim.inquiry(Reason.GENERAL));
            case EARLY_FRAUD_WARNING -> warnings.warn(account, charge, "misc");
            default -> {}
        }
    }
}
