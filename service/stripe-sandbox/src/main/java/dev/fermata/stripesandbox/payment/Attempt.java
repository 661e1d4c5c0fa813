package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.StripeError;

/** How a try to pay ended, for now. */
public sealed interface Attempt {

    /** The money has come. */
    record Succeeded() implements Attempt {}

    /** The money is promised; the clock will tell. */
    record Processing() implements Attempt {}

    /** The buyer must prove who they are first. */
    record NeedsAuthentication() implements Attempt {}

    /** No money; the intent waits for another method. */
    record Declined(Decline reason, ObjectNode intent, ObjectNode charge) implements Attempt {

        /** As the API words it. */
        public StripeError error() {
            StripeError error = StripeError.card(reason.code(), reason.message())
                    .with("charge", charge.path("id").asText(null))
                    .with("payment_intent", intent);
            return reason.declineCode().isEmpty() ? error : error.with("decline_code", reason.declineCode());
        }
    }
}
