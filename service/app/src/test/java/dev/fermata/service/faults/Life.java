package dev.fermata.service.faults;

import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One customer with one browser and some purchases, and what others do to those: a bank, the merchant, an operator. */
final class Life {

    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;
    private static final Pattern CHECKOUT = Pattern.compile("cs_[A-Za-z0-9_]+");
    private static final List<String> TERMS =
            List.of("term_day_pass", "term_month", "term_lifetime", "term_once", "term_patient", "term_strict");
    private static final List<TestCard> CARDS = List.of(
            TestCard.VISA,
            TestCard.VISA,
            TestCard.VISA,
            TestCard.DECLINED,
            TestCard.REFUND_FAILS,
            TestCard.REFUND_PENDING,
            TestCard.DISPUTED,
            TestCard.INQUIRY,
            TestCard.EARLY_FRAUD_WARNING);
    private static final int LONGEST = 24;

    private record Opened(String purchase, String checkout) {}

    private final ShopUnderTest shop;
    private final Random random;
    private final Browser browser;
    private final String email;
    private final List<Opened> opened = new ArrayList<>();

    Life(ShopUnderTest shop, Random random) {
        this.shop = shop;
        this.random = random;
        this.browser = shop.browser();
        this.email = shop.someone();
    }

    void live() {
        press();
        int length = 3 + random.nextInt(LONGEST);
        for (int i = 0; i < length; i++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1 -> press();
            case 2, 3, 4, 5 -> pay();
            case 6, 7 -> comeBack();
            case 8 -> each(it -> browser.open("checkout/cancel?purchase=" + it.purchase()));
            case 9 -> possibly(it -> shop.stripe().merchant().expire(it.checkout()));
            case 10 -> possibly(it -> shop.stripe().buyer().pay(it.checkout(), debit(), email));
            case 11 -> possibly(it -> shop.stripe().merchant().decide(it.checkout(), random.nextBoolean()));
            case 12 -> possibly(it -> shop.stripe().refund(it.checkout(), 1 + random.nextInt(400)));
            case 13 -> possibly(it -> shop.stripe().refund(it.checkout()));
            case 14 -> each(this::refund);
            case 15 ->
                ledger().flatMap(entry -> any(entry.refunds()))
                        .ifPresent(
                                refund -> quietly(() -> shop.stripe().merchant().failRefund(refund.id())));
            case 16 ->
                possibly(it -> {
                    if (random.nextBoolean()) {
                        shop.stripe().dispute(it.checkout());
                    } else {
                        shop.stripe().inquire(it.checkout());
                    }
                });
            case 17, 18 -> ledger().flatMap(entry -> any(entry.disputes())).ifPresent(this::decide);
            default ->
                each(it -> answered(shop.service()
                        .post("api/v1/purchases/" + it.purchase() + "/settle", "", "Authorization", TOKEN)));
        }
    }

    private void press() {
        Answer answer = answered(
                browser.post("api/purchases", "{\"term_id\":\"" + TERMS.get(random.nextInt(TERMS.size())) + "\"}"));
        if (answer.status() == 200 || answer.status() == 201) {
            Matcher checkout =
                    CHECKOUT.matcher(answer.json().get("checkout_url").asText());
            checkout.find();
            opened.add(new Opened(answer.json().get("purchase_id").asText(), checkout.group()));
        }
    }

    private void pay() {
        possibly(it -> shop.stripe().pay(it.checkout(), CARDS.get(random.nextInt(CARDS.size())), email));
    }

    private void comeBack() {
        each(it -> {
            Answer answer = answered(
                    browser.open("checkout/return?purchase=" + it.purchase() + "&session_id=" + it.checkout()));
            Matcher token = Pattern.compile("allegro_purchase_token=([A-Za-z0-9_-]+)")
                    .matcher(answer.header("Location").orElse(""));
            if (token.find() && random.nextInt(3) > 0) {
                answered(browser.post("api/purchases/exchange", "{\"token\":\"" + token.group(1) + "\"}"));
            }
        });
    }

    private void refund(Opened it) {
        String body = random.nextBoolean() ? "{}" : "{\"amount\":" + (1 + random.nextInt(300)) + "}";
        String key = it.purchase() + "-" + random.nextInt(3);
        answered(shop.service()
                .post(
                        "api/v1/purchases/" + it.purchase() + "/refunds",
                        body,
                        "Authorization",
                        TOKEN,
                        "Idempotency-Key",
                        key));
    }

    private void decide(Ledger.DisputeEntry dispute) {
        int decision = random.nextInt(4);
        quietly(() -> {
            switch (decision) {
                case 0 -> shop.stripe().bank().win(dispute.id());
                case 1 -> shop.stripe().bank().lose(dispute.id());
                case 2 -> shop.stripe().bank().escalate(dispute.id());
                default -> shop.stripe().bank().closeInquiry(dispute.id());
            }
        });
    }

    private TestDebit debit() {
        return random.nextBoolean() ? TestDebit.SUCCEEDS : TestDebit.FAILS;
    }

    /** Whatever the weather, a request is answered, and never by a mistake of ours. */
    private static Answer answered(Answer answer) {
        if (answer.status() >= 500 && answer.status() != 503) {
            throw new AssertionError("The service answers " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private Optional<Ledger.Entry> ledger() {
        return any(opened).flatMap(it -> shop.stripe().ledger().of(it.checkout()));
    }

    private void each(java.util.function.Consumer<Opened> what) {
        any(opened).ifPresent(what);
    }

    /** What Stripe refuses in this state does not happen. */
    private void possibly(java.util.function.Consumer<Opened> what) {
        any(opened).ifPresent(it -> quietly(() -> what.accept(it)));
    }

    private static void quietly(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            if (e instanceof NullPointerException) {
                throw e;
            }
        }
    }

    private <T> Optional<T> any(List<T> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }
}
