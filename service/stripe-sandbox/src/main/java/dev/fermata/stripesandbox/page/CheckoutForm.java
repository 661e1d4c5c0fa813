package dev.fermata.stripesandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.checkout.Email;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.CardNumber;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the buyer typed, as typed. */
public record CheckoutForm(
        String method,
        String email,
        String cardNumber,
        String cardExpiry,
        String cardCvc,
        String billingName,
        String iban) {

    private static final Pattern EXPIRY = Pattern.compile("\\s*(\\d{1,2})\\s*/?\\s*(\\d{2}|\\d{4})\\s*");

    static CheckoutForm empty(ObjectNode session) {
        String email = Json.text(session.path("customer_details"), "email");
        return new CheckoutForm(firstMethod(session), email == null ? "" : email, "", "", "", "", "");
    }

    static CheckoutForm of(ObjectNode form, ObjectNode session) {
        String method = field(form, "paymentMethod");
        String known = Json.text(session, "customer_email");
        return new CheckoutForm(
                allows(session, method) ? method : firstMethod(session),
                known == null ? field(form, "email").trim() : known,
                field(form, "cardNumber").replaceAll("[\\s-]", ""),
                field(form, "cardExpiry"),
                field(form, "cardCvc").trim(),
                field(form, "billingName").trim(),
                TestDebit.normal(field(form, "iban")));
    }

    private static String field(ObjectNode form, String name) {
        @Nullable String value = Json.text(form, name);
        return value == null ? "" : value;
    }

    private static String firstMethod(ObjectNode session) {
        return session.get("payment_method_types").get(0).asText();
    }

    private static boolean allows(ObjectNode session, String method) {
        for (var type : session.get("payment_method_types")) {
            if (type.asText().equals(method)) {
                return true;
            }
        }
        return false;
    }

    boolean byCard() {
        return method.equals("card");
    }

    Optional<YearMonth> expiry() {
        Matcher matcher = EXPIRY.matcher(cardExpiry);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int month = Integer.parseInt(matcher.group(1));
        int year = Integer.parseInt(matcher.group(2));
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(YearMonth.of(year < 100 ? 2000 + year : year, month));
    }

    /** What is wrong, by field, in the order of the page. */
    Map<String, String> errors(YearMonth now, boolean free) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (email.isEmpty()) {
            errors.put("email", "Enter your email address.");
        } else if (!Email.isPlausible(email)) {
            errors.put("email", "Your email address is incomplete or invalid.");
        }
        if (free) {
            return errors;
        }
        if (byCard()) {
            cardErrors(errors, now);
        } else if (iban.isEmpty()) {
            errors.put("iban", "Enter your IBAN.");
        } else if (!TestDebit.isValid(iban) && TestDebit.of(iban).isEmpty()) {
            errors.put("iban", "Your IBAN is invalid.");
        }
        if (billingName.isEmpty()) {
            errors.put("billingName", byCard() ? "Enter the name on the card." : "Enter the account holder's name.");
        } else if (billingName.length() > 200) {
            errors.put("billingName", "This name is too long.");
        }
        return errors;
    }

    private void cardErrors(Map<String, String> errors, YearMonth now) {
        if (cardNumber.isEmpty()) {
            errors.put("cardNumber", "Enter your card number.");
        } else if (!CardNumber.isValid(cardNumber)) {
            errors.put("cardNumber", "Your card number is invalid.");
        }
        Optional<YearMonth> expiry = expiry();
        if (cardExpiry.isBlank()) {
            errors.put("cardExpiry", "Enter the expiration date, month and year.");
        } else if (expiry.isEmpty()) {
            errors.put("cardExpiry", "Your card's expiration date is incomplete or invalid.");
        } else if (expiry.get().isBefore(now)) {
            errors.put("cardExpiry", "Your card's expiration date is in the past.");
        } else if (expiry.get().isAfter(now.plusYears(50))) {
            errors.put("cardExpiry", "Your card's expiration year is invalid.");
        }
        int digits = cardNumber.startsWith("34") || cardNumber.startsWith("37") ? 4 : 3;
        if (cardCvc.isEmpty()) {
            errors.put("cardCvc", "Enter the security code.");
        } else if (!cardCvc.matches("\\d{" + digits + "}")) {
            errors.put("cardCvc", "Your card's security code is incomplete: it has " + digits + " digits.");
        }
    }
}
