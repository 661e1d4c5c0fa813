package dev.fermata.stripesandbox.payment;

import java.util.Arrays;
import java.util.Optional;

/** The test cards Stripe documents, and what each of them does. */
public enum TestCard {
    VISA("4242424242424242", "visa", "US"),
    VISA_DEBIT("4000056655665556", "visa", "US"),
    MASTERCARD("5555555555554444", "mastercard", "US"),
    AMEX("378282246310005", "amex", "US"),
    VISA_GERMANY("4000002760000016", "visa", "DE"),
    DECLINED("4000000000000002", "visa", "US", Decline.GENERIC),
    INSUFFICIENT_FUNDS("4000000000009995", "visa", "US", Decline.INSUFFICIENT_FUNDS),
    LOST_CARD("4000000000009987", "visa", "US", Decline.LOST_CARD),
    EXPIRED("4000000000000069", "visa", "US", Decline.EXPIRED),
    INCORRECT_CVC("4000000000000127", "visa", "US", Decline.INCORRECT_CVC),
    PROCESSING_ERROR("4000000000000119", "visa", "US", Decline.PROCESSING_ERROR),
    /** Asks for 3-D Secure unless set up before. */
    THREE_D_SECURE("4000002500003155", "visa", "US"),
    /** Asks for 3-D Secure every time. */
    THREE_D_SECURE_ALWAYS("4000002760003184", "visa", "DE"),
    /** Refunds succeed at first and fail later. */
    REFUND_FAILS("4000000000005126", "visa", "US"),
    /** Refunds are pending at first and succeed later. */
    REFUND_PENDING("4000000000007726", "visa", "US"),
    /** Pays, and is disputed as fraudulent at once. */
    DISPUTED("4000000000000259", "visa", "US"),
    /** Pays, and is disputed at once: nothing came. */
    DISPUTED_NOT_RECEIVED("4000000000002685", "visa", "US"),
    /** Pays, and the bank asks about it at once. */
    INQUIRY("4000000000001976", "visa", "US"),
    /** Pays, and the bank reports fraud at once. */
    EARLY_FRAUD_WARNING("4000000000005423", "visa", "US");

    private final String number;
    private final String brand;
    private final String country;
    private final Optional<Decline> decline;

    TestCard(String number, String brand, String country) {
        this(number, brand, country, Optional.empty());
    }

    TestCard(String number, String brand, String country, Decline decline) {
        this(number, brand, country, Optional.of(decline));
    }

    TestCard(String number, String brand, String country, Optional<Decline> decline) {
        this.number = number;
        this.brand = brand;
        this.country = country;
        this.decline = decline;
    }

    public static Optional<TestCard> numbered(String number) {
        return Arrays.stream(values())
                .filter(card -> card.number.equals(number))
                .findFirst();
    }

    public String number() {
        return number;
    }

    public String brand() {
        return brand;
    }

    public String country() {
        return country;
    }

    public String last4() {
        return number.substring(number.length() - 4);
    }

    public Optional<Decline> decline() {
        return decline;
    }

    public boolean asksForAuthentication() {
        return this == THREE_D_SECURE || this == THREE_D_SECURE_ALWAYS;
    }
}
