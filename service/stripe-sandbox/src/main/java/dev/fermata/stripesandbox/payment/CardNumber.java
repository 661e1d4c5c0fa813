package dev.fermata.stripesandbox.payment;

/** What a card number says by itself. */
public final class CardNumber {

    private CardNumber() {}

    /** 12 to 19 digits that pass the Luhn check. */
    public static boolean isValid(String digits) {
        if (!digits.matches("\\d{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static String brand(String digits) {
        return switch (digits.charAt(0)) {
            case '4' -> "visa";
            case '2', '5' -> "mastercard";
            case '3' -> "amex";
            case '6' -> "discover";
            default -> "unknown";
        };
    }
}
