package dev.fermata.stripesandbox.dispute;

import org.jspecify.annotations.Nullable;

/**
 * What a buyer says to the bank.
 *
 * @param amount how much of the payment is disputed; null for all that has not been refunded, or all of it when all has
 * @param inquiry whether the bank only asks for now: no money moves
 */
public record Claim(@Nullable Long amount, Reason reason, boolean inquiry) {

    /** Why, and the code that Visa has for it. */
    public enum Reason {
        FRAUDULENT("10.4"),
        PRODUCT_NOT_RECEIVED("13.1"),
        PRODUCT_UNACCEPTABLE("13.3"),
        CREDIT_NOT_PROCESSED("13.6"),
        SUBSCRIPTION_CANCELED("13.2"),
        DUPLICATE("12.6.1"),
        UNRECOGNIZED("10.4"),
        GENERAL("10");

        private final String networkCode;

        Reason(String networkCode) {
            this.networkCode = networkCode;
        }
    }

    public static Claim dispute(Reason reason) {
        return new Claim(null, reason, false);
    }

    public static Claim inquiry(Reason reason) {
        return new Claim(null, reason, true);
    }

    String networkCode() {
        return inquiry ? "10" : reason.networkCode;
    }
}
