package dev.fermata.stripesandbox.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Copied;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cards and bank accounts, as payment method objects. Which test card it is, is noted under {@code $card}. */
public final class PaymentMethods {

    public static final String TYPE = "payment_method";

    /** The names Stripe gives its test cards in ids and tokens: {@code pm_card_visa}, {@code tok_visa}. */
    private static final Map<String, TestCard> NAMED = Map.ofEntries(
            Map.entry("visa", TestCard.VISA),
            Map.entry("visa_debit", TestCard.VISA_DEBIT),
            Map.entry("mastercard", TestCard.MASTERCARD),
            Map.entry("amex", TestCard.AMEX),
            Map.entry("chargeDeclined", TestCard.DECLINED),
            Map.entry("chargeDeclinedInsufficientFunds", TestCard.INSUFFICIENT_FUNDS),
            Map.entry("chargeDeclinedExpiredCard", TestCard.EXPIRED),
            Map.entry("chargeDeclinedIncorrectCvc", TestCard.INCORRECT_CVC),
            Map.entry("authenticationRequired", TestCard.THREE_D_SECURE_ALWAYS),
            Map.entry("threeDSecure2Required", TestCard.THREE_D_SECURE_ALWAYS),
            Map.entry("refundFail", TestCard.REFUND_FAILS),
            Map.entry("pendingRefund", TestCard.REFUND_PENDING),
            Map.entry("createDispute", TestCard.DISPUTED),
            Map.entry("createDisputeProductNotReceived", TestCard.DISPUTED_NOT_RECEIVED),
            Map.entry("createDisputeInquiry", TestCard.INQUIRY),
            Map.entry("createIssuerFraudRecord", TestCard.EARLY_FRAUD_WARNING));

    private final SandboxClock clock;

    public PaymentMethods(SandboxClock clock) {
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.post("/v1/payment_methods", this::create).get("/v1/payment_methods/{id}", this::retrieve);
    }

    private ObjectNode retrieve(Call call) {
        return find(call.account(), call.id())
                .orElseThrow(() -> StripeError.missing("PaymentMethod", "payment_method", call.id()));
    }

    /** A stored method, or one of Stripe's ready-made {@code pm_card_…}. */
    Optional<ObjectNode> find(Account account, String id) {
        ObjectNode stored = account.table(TYPE).find(id);
        if (stored != null || !id.startsWith("pm_card_")) {
            return Optional.ofNullable(stored);
        }
        return Optional.ofNullable(named(id.substring("pm_card_".length())))
                .map(card -> card(account, card, 12, year() + 3));
    }

    /** Tokens name the brand, too: {@code tok_visa_createDispute}. */
    private static @Nullable TestCard named(String name) {
        TestCard named = NAMED.get(name);
        return named != null ? named : NAMED.get(name.replaceFirst("^visa_", ""));
    }

    private int year() {
        return clock.instant().atZone(ZoneOffset.UTC).getYear();
    }

    private ObjectNode create(Call call) {
        String type = call.text("type")
                .orElseThrow(() -> StripeError.badParam("parameter_missing", "type", "Missing required param: type."));
        ObjectNode method =
                switch (type) {
                    case "card" -> cardFrom(call);
                    case "sepa_debit" -> debitFrom(call);
                    default -> throw StripeError.notInSandbox("type", "payment methods of type " + type);
                };
        Copied.into(method, call, "allow_redisplay");
        describe(method, call.params().get("billing_details"));
        return method;
    }

    private ObjectNode cardFrom(Call call) {
        JsonNode card = call.params().path("card");
        String token = Json.text(card, "token");
        if (token != null) {
            TestCard named = named(token.replaceFirst("^tok_", ""));
            if (named == null) {
                throw StripeError.missingReference("token", "card[token]", token);
            }
            return card(call.account(), named, 12, year() + 3);
        }
        String number = String.valueOf(Json.text(card, "number"));
        if (!CardNumber.isValid(number)) {
            throw StripeError.card("incorrect_number", "Your card number is incorrect.")
                    .with("param", "number");
        }
        return card(
                call.account(),
                TestCard.numbered(number).orElse(null),
                number,
                card.path("exp_month").asInt(),
                card.path("exp_year").asInt());
    }

    private ObjectNode debitFrom(Call call) {
        String iban = TestDebit.normal(String.valueOf(Json.text(call.params().path("sepa_debit"), "iban")));
        if (!TestDebit.isValid(iban) && TestDebit.of(iban).isEmpty()) {
            throw StripeError.badParam("invalid_bank_account_iban", "sepa_debit[iban]", "Your IBAN is invalid.");
        }
        return debit(call.account(), iban);
    }

    public ObjectNode card(Account account, TestCard card, int month, int year) {
        return card(account, card, card.number(), month, year);
    }

    public ObjectNode card(Account account, @Nullable TestCard test, String number, int month, int year) {
        ObjectNode method = account.blank(TYPE, Ids.next("pm_"), clock.seconds());
        method.put("$card", test == null ? "" : test.name());
        ObjectNode card = method.putObject("card");
        String brand = test == null ? CardNumber.brand(number) : test.brand();
        card.put("brand", brand);
        card.putObject("checks")
                .putNull("address_line1_check")
                .putNull("address_postal_code_check")
                .put("cvc_check", test == TestCard.INCORRECT_CVC ? "fail" : "pass");
        card.put("country", test == null ? "US" : test.country());
        card.put("display_brand", brand);
        card.put("exp_month", month);
        card.put("exp_year", year);
        card.put("fingerprint", Fingerprint.of(number));
        card.put("funding", test == TestCard.VISA_DEBIT ? "debit" : "credit");
        card.putNull("generated_from");
        card.put("last4", number.substring(number.length() - 4));
        ObjectNode networks = card.putObject("networks").putNull("preferred");
        networks.putArray("available").add(brand);
        card.put("regulated_status", "unregulated");
        card.putObject("three_d_secure_usage").put("supported", true);
        card.putNull("wallet");
        return account.table(TYPE).add(method);
    }

    public ObjectNode debit(Account account, String iban) {
        ObjectNode method = account.blank(TYPE, Ids.next("pm_"), clock.seconds());
        method.put("type", "sepa_debit");
        method.put("$debit_pays", TestDebit.of(iban).map(TestDebit::pays).orElse(true));
        method.put(
                "$debit_disputes",
                TestDebit.of(iban).filter(TestDebit.DISPUTED::equals).isPresent());
        ObjectNode debit = method.putObject("sepa_debit");
        debit.put("bank_code", iban.substring(4, 9));
        debit.put("branch_code", "");
        debit.put("country", iban.substring(0, 2));
        debit.put("fingerprint", Fingerprint.of(iban));
        debit.putObject("generated_from").putNull("charge").putNull("setup_attempt");
        debit.put("last4", iban.substring(iban.length() - 4));
        return account.table(TYPE).add(method);
    }

    /** Fills in who the payer says to be. */
    public void describe(ObjectNode method, @Nullable String email, @Nullable String name) {
        describe(method, Json.object().put("email", email).put("name", name));
    }

    private static void describe(ObjectNode method, @Nullable JsonNode given) {
        if (given == null) {
            return;
        }
        ObjectNode details = method.withObject("/billing_details");
        for (String field : new String[] {"email", "name", "phone"}) {
            if (given.has(field)) {
                details.put(field, Json.text(given, field));
            }
        }
        ObjectNode address = details.withObject("/address");
        given.path("address").properties().forEach(part -> address.set(part.getKey(), part.getValue()));
    }

    /** A bank account whose owner disputes every payment. */
    public static boolean isDisputedDebit(ObjectNode method) {
        return method.path("$debit_disputes").asBoolean();
    }

    public static Optional<TestCard> testCard(ObjectNode method) {
        String name = method.path("$card").asText();
        return name.isEmpty() ? Optional.empty() : Optional.of(TestCard.valueOf(name));
    }

    static String type(ObjectNode method) {
        return method.get("type").asText().toLowerCase(Locale.ROOT);
    }
}
