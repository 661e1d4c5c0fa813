package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stripe down, slow, or not there at all: the buyer is told, and nothing is half done. */
class PaymentProviderIT {

    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String PRESS = "{\"term_id\":\"term_month\"}";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static ShopUnderTest shop;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(() -> shop);

    private final Browser browser = shop.browser();

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of("stripe.readTimeout", "700ms", "stripe.connectTimeout", "700ms"));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @AfterEach
    void mend() {
        shop.stripe().faults().clear();
    }

    static java.util.stream.Stream<Fault.Kind> faults() {
        return java.util.stream.Stream.of(
                Fault.apiError(500),
                Fault.apiError(429),
                Fault.html(502),
                new Fault.Kind.Drop(),
                new Fault.Kind.Truncate(),
                new Fault.Kind.Delay(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsTheBuyerAndSellsTheSameCheckoutOnceItIsBack(Fault.Kind kind) {
        browser.buys("term_day_pass");
        shop.stripe().fail("POST", SESSIONS, 100, true, kind);

        Answer down = browser.post("api/purchases", PRESS);

        assertThat(down.problem()).as(down.body()).isEqualTo("payment-provider-unavailable");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.header("Retry-After")).isPresent();
        shop.stripe().faults().clear();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(Returned.from(browser, bought).exchange().status()).isEqualTo(200);
        assertThat(shop.stripe().ledger().paid().stream()
                        .filter(entry -> bought.purchaseId().equals(entry.clientReferenceId())))
                .as("whatever took effect before the answer was lost, one page is paid")
                .hasSize(1);
    }

    @Test
    void findsTheCheckoutAgainWhoseAnswerWasLost() {
        browser.buys("term_day_pass");
        shop.stripe().fail("POST", SESSIONS, 2, true, new Fault.Kind.Drop());
        assertThat(browser.post("api/purchases", PRESS).problem()).isEqualTo("payment-provider-unavailable");

        Bought bought = browser.buys("term_month");

        assertThat(opened(bought)).hasSize(1);
    }

    @Test
    void asksAnewWhenStripeWouldRepeatItsFailure() {
        browser.buys("term_day_pass");
        shop.stripe().fail("POST", SESSIONS, 2, false, Fault.apiError(500));
        assertThat(browser.post("api/purchases", PRESS).problem()).isEqualTo("payment-provider-unavailable");

        assertThat(opened(browser.buys("term_month"))).hasSize(1);
        assertThat(shop.stripe().requests().entries().stream()
                        .map(request -> String.valueOf(request.idempotencyKey()))
                        .filter(key -> key.startsWith("fermata:") && key.endsWith(":checkout:2")))
                .isNotEmpty();
    }

    @Test
    void sellsAgainWhenTheOldCheckoutCannotBeSeenAndIsOver() {
        try (var own = ShopUnderTest.start(Map.of())) {
            Browser reader = own.browser();
            unseen(own, reader.buys("term_month"), "open", true);
            assertThat(reader.post("api/purchases", PRESS).status()).isEqualTo(503);

            own.advance(Duration.ofHours(2));

            assertThat(reader.buys("term_month").status()).isEqualTo(201);
        }
    }

    @Test
    void sellsAgainAtOnceWhenNoRealMoneyCanComeOfTheOldCheckout() {
        Bought bought = browser.buys("term_month");
        unseen(shop, bought, "open", false);

        assertThat(browser.buys("term_month").status()).isEqualTo(201);
    }

    @Test
    void sellsNothingBesideADelayedPaymentThatCannotBeSeen() {
        try (var own = ShopUnderTest.start(Map.of())) {
            Browser reader = own.browser();
            unseen(own, reader.buys("term_month"), "processing", true);

            own.advance(Duration.ofDays(3));

            assertThat(reader.post("api/purchases", PRESS).status()).isEqualTo(503);
        }
    }

    /** As if the key had been replaced by one of another account. */
    private static void unseen(ShopUnderTest where, Bought bought, String payment, boolean livemode) {
        where.service()
                .database()
                .useHandle(handle -> handle.execute(
                        "UPDATE purchase SET checkout_id = 'cs_of_another_account' || id, payment = ?, livemode = ? WHERE id = ?",
                        payment,
                        livemode,
                        bought.purchaseId()));
    }

    private static java.util.List<?> opened(Bought bought) {
        return shop.stripe().ledger().entries().stream()
                .filter(entry -> bought.purchaseId().equals(entry.clientReferenceId()))
                .toList();
    }

    @Test
    void showsTheWaitingPageWhileStripeIsSilentAndGrantsAfterwards() {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.stripe().fail("GET", SESSIONS, 100, false, new Fault.Kind.Drop());

        Answer waiting = browser.open(bought.returnPath());
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.body()).contains("http-equiv=\"refresh\"");

        shop.stripe().faults().clear();
        assertThat(Returned.from(browser, bought).exchange().status()).isEqualTo(200);
        shop.stripe().deliveries().release(dev.fermata.stripesandbox.event.Deliveries.Order.AS_HAPPENED);
    }

    @Test
    void worksOnAnEventAgainUntilStripeAnswers() {
        Bought bought = browser.buys("term_month");
        shop.stripe().fail("GET", SESSIONS, 2, false, Fault.apiError(500));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.awaitWebhooks();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            shop.advance(Duration.ofSeconds(10));
            assertThat(browser.get("api/access?resource=premium")
                            .json()
                            .get("granted")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void sellsNothingWithoutAPaymentProvider() {
        try (var service = ServiceUnderTest.start(Map.of())) {
            service.importCatalogue(
                    """
                    resources: [ { slug: premium, name: Premium } ]
                    offers:
                      - slug: digital
                        name: Digital
                        terms: [ { id: term_month, name: Month, price: { amount: 999, currency: EUR }, duration: P1M, resources: [premium] } ]
                    """);
            Answer answer = service.post("api/purchases", PRESS, "Origin", ServiceUnderTest.SITE);

            assertThat(answer.problem()).isEqualTo("payment-provider-missing");
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void settlesNothingOnceTheKeyIsTakenOut() {
        try (var own = ShopUnderTest.start(Map.of("masterKey", MASTER_KEY))) {
            Bought bought = own.browser().buys("term_month");
            Map<String, String> sameDatabase = Map.of(
                    "database.url", own.service().databaseUrl(), "database.user", "postgres", "masterKey", MASTER_KEY);
            try (var without = ServiceUnderTest.start(sameDatabase, own.clock())) {
                Answer answer = without.post(
                        "api/v1/purchases/" + bought.purchaseId() + "/settle",
                        "",
                        "Authorization",
                        "Bearer " + ServiceUnderTest.API_TOKEN);

                assertThat(answer.problem()).as(answer.body()).isEqualTo("payment-provider-missing");
                assertThat(answer.status()).isEqualTo(503);
            }
        }
    }

    @Test
    void tellsTheBuyerWhenTheKeyIsRevoked() {
        try (var own = ShopUnderTest.start(Map.of())) {
            own.stripe().revoke(own.stripe().apiKey());

            Answer answer = own.browser().post("api/purchases", PRESS);

            assertThat(answer.problem()).isEqualTo("payment-provider-unavailable");
            assertThat(answer.body()).doesNotContain("sk_test").doesNotContain("Exception");
        }
    }
}
