package dev.fermata.stripesandbox.payment;

/** Why a payment did not go through, with the words the buyer reads. */
public enum Decline {
    GENERIC("card_declined", "generic_decline", "Your card was declined."),
    INSUFFICIENT_FUNDS("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    LOST_CARD("card_declined", "lost_card", "Your card was declined."),
    EXPIRED("expired_card", "expired_card", "Your card has expired."),
    INCORRECT_CVC("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
    PROCESSING_ERROR(
            "processing_error",
            "processing_error",
            "An error occurred while processing your card. Try again in a little bit."),
    /** A well-formed number that is none of the test cards. */
    NOT_A_TEST_CARD(
            "card_declined",
            "test_mode_live_card",
            "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test"
                    + " cards, visit: https://stripe.com/docs/testing."),
    NOT_AUTHENTICATED(
            "payment_intent_authentication_failure",
            "",
            "We are unable to authenticate your payment method. Please choose a different payment method and try"
                    + " again."),
    DEBIT_FAILED(
            "payment_intent_payment_attempt_failed",
            "",
            "The payment attempt failed because the bank account has insufficient funds.");

    private final String code;
    private final String declineCode;
    private final String message;

    Decline(String code, String declineCode, String message) {
        this.code = code;
        this.declineCode = declineCode;
        this.message = message;
    }

    public String code() {
        return code;
    }

    /** Empty when no card network said no. */
    public String declineCode() {
        return declineCode;
    }

    public String message() {
        return message;
    }
}
