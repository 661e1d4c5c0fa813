package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import dev.fermata.service.Answer;
import dev.fermata.service.AtOnce;
import dev.fermata.service.Books;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.Tampering;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of docs/flows/faults.md that concern no single feature; whatever happens, the books are equal afterwards. */
class FaultListIT {

    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final int AT_ONCE = 50;
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static ShopUnderTest shop;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(() -> shop);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Browser browser = shop.browser();

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @AfterEach
    void calmDown() {
        threads.shutdownNow();
        shop.stripe().faults().clear();
        shop.stripe().limitRate(0);
        shop.stripe().deliveries().deliverProperly();
        shop.stripe().deliveries().release(Order.SHUFFLED);
    }

    /** Fault 1. */
    @Test
    void grantsOnceWhenFiftyCopiesOfAnEventArriveAtTheSameMoment() throws Exception {
        Bought bought = paidUnheard(browser);
        String body = completed("evt_copied_" + bought.purchaseId(), bought.checkoutId());

        List<Answer> answers = AtOnce.run(threads, copies(AT_ONCE, () -> deliver(body)));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(shop.count(
                        "SELECT count(*) FROM stripe_event WHERE event_id = 'evt_copied_' || :id", bought.purchaseId()))
                .isEqualTo(1);
        Books.assertEqual(shop, java.util.Set.of(bought.purchaseId()));
    }

    /** Fault 1: Stripe makes two events of one fact at times. */
    @Test
    void grantsOnceWhenFiftyEventsTellOfOnePaymentAtTheSameMoment() throws Exception {
        Bought bought = paidUnheard(browser);

        List<Answer> answers = AtOnce.run(
                threads,
                IntStream.range(0, AT_ONCE)
                        .<Callable<Answer>>mapToObj(
                                i -> () -> deliver(completed("evt_" + i + bought.purchaseId(), bought.checkoutId())))
                        .toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        await().untilAsserted(() -> {
            shop.advance(Duration.ofMinutes(1));
            assertThat(Books.differences(
                            shop.service().database(), shop.stripe().ledger()))
                    .isEmpty();
        });
    }

    static Stream<List<String>> orders() {
        return permutations(List.of(
                "checkout.session.completed",
                "checkout.session.async_payment_succeeded",
                "refund.created",
                "charge.dispute.created"));
    }

    /** Fault 2: each is worked on before the next is told of. */
    @ParameterizedTest
    @MethodSource("orders")
    void endsTheSameInEveryOrderOfEvents(List<String> order) {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().buyer().pay(bought.checkoutId(), TestDebit.SUCCEEDS, shop.someone());
        shop.stripe().merchant().decide(bought.checkoutId(), true);
        shop.stripe().refund(bought.checkoutId(), 300);
        shop.stripe().dispute(bought.checkoutId());

        order.forEach(FaultListIT::tell);

        // What is called back of a debit is lost at once.
        assertThat(delivery(bought)).isEqualTo("revoked");
    }

    static Stream<List<String>> ordersOfFailure() {
        return permutations(List.of("checkout.session.completed", "checkout.session.async_payment_failed"));
    }

    /** Fault 2. */
    @ParameterizedTest
    @MethodSource("ordersOfFailure")
    void endsUnpaidInEveryOrderWhenADebitFails(List<String> order) {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().buyer().pay(bought.checkoutId(), TestDebit.FAILS, shop.someone());
        shop.stripe().merchant().decide(bought.checkoutId(), false);

        order.forEach(FaultListIT::tell);

        assertThat(delivery(bought)).isEqualTo("unfulfilled");
    }

    /** Fault 3: all have looked before the first of them writes. */
    @Test
    void grantsOnceWhenWebhookReturnSweepAndOperatorMeet() throws Exception {
        Bought bought = paidUnheard(browser);
        Browser tab = browser.copy();
        shop.stripe().fail("GET", SESSIONS, 6, true, new Fault.Kind.Delay(Duration.ofMillis(600)));
        shop.advance(Duration.ofMinutes(11));

        List<Answer> answers = AtOnce.run(
                threads,
                List.of(
                        () -> deliver(completed("evt_met_" + bought.purchaseId(), bought.checkoutId())),
                        () -> browser.open(bought.returnPath()),
                        () -> tab.open(bought.returnPath()),
                        () -> shop.service()
                                .post(
                                        "api/v1/purchases/" + bought.purchaseId() + "/settle",
                                        "",
                                        "Authorization",
                                        TOKEN)));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 303, 303, 200);
    }

    /** Fault 8: the request that is asked again is not the one that was asked, for the software was changed meanwhile. */
    @Test
    void sellsUnderAnotherKeyWhenTheRequestIsNoLongerTheSame() {
        browser.buys("term_day_pass");
        shop.stripe().fail("POST", SESSIONS, 2, true, new Fault.Kind.Drop());
        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_month\"}").status())
                .isEqualTo(503);
        shop.stripe().faults().clear();
        shop.service()
                .database()
                .useHandle(
                        handle -> handle.execute(
                                """
                        UPDATE purchase SET buyer_email = 'changed@example.com'
                        WHERE payment = 'created' AND term_id = 'term_month'
                        """));

        Answer changed = browser.post("api/purchases", "{\"term_id\":\"term_month\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(503);
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
    }

    /** Fault 9. */
    @Test
    void makesOneRefundWhenTheServiceGoesOnAfterStripeForgotTheKey() {
        Bought bought = paidUnheard(browser);
        browser.open(bought.returnPath());
        shop.stripe().fail("POST", "/v1/refunds", 2, true, new Fault.Kind.Drop());
        Answer lost = shop.service()
                .post("api/v1/purchases/" + bought.purchaseId() + "/refunds", "{}", "Authorization", TOKEN);
        assertThat(lost.status()).as(lost.body()).isEqualTo(202);

        shop.advance(Duration.ofHours(25));

        await().untilAsserted(() -> assertThat(delivery(bought)).isEqualTo("revoked"));
        assertThat(shop.stripe().ledger().of(bought.checkoutId()).orElseThrow().refunds())
                .hasSize(1);
    }

    /** Fault 9: its page is over by then, and nobody ever saw it. */
    @Test
    void sellsAnewWhenTheCheckoutWhoseAnswerWasLostIsADayOld() {
        browser.buys("term_day_pass");
        shop.stripe().fail("POST", SESSIONS, 2, true, new Fault.Kind.Drop());
        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_month\"}").status())
                .isEqualTo(503);
        shop.stripe().faults().clear();

        shop.advance(Duration.ofHours(25));

        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
    }

    static Stream<Tampering> notAsTheyShouldBe() {
        return Stream.of(
                Tampering.NONE.withCorruptSignature(),
                Tampering.NONE.withCorruptBody(),
                Tampering.NONE.withSecrets("whsec_of_last_year"),
                Tampering.NONE.withTimestampOffset(-600),
                Tampering.NONE.withTimestampOffset(600),
                Tampering.NONE.withAccount("acct_other"),
                Tampering.NONE.withLivemode(true));
    }

    /** Fault 10. */
    @ParameterizedTest
    @MethodSource("notAsTheyShouldBe")
    void grantsNothingForADeliveryThatIsNotAsItShouldBe(Tampering tampering) {
        shop.stripe().deliveries().spoilAll(tampering);
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.awaitWebhooks();

        assertThat(shop.count(
                        "SELECT count(*) FROM stripe_event WHERE object_id = :id AND state <> 'ignored'",
                        bought.checkoutId()))
                .isZero();
        assertThat(delivery(bought)).isEqualTo("unfulfilled");

        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
    }

    static Stream<Tampering> versions() {
        return Stream.of("2020-08-27", "2099-01-31.future", null).map(Tampering.NONE::withApiVersion);
    }

    /** Fault 11. */
    @ParameterizedTest
    @MethodSource("versions")
    void grantsWhateverApiVersionTheEventIsOf(Tampering version) {
        shop.stripe().deliveries().spoilAll(version);
        Bought bought = browser.buys("term_month");

        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Books.assertEqual(shop, java.util.Set.of(bought.purchaseId()));
    }

    /** Fault 12: the page asks for something else than was sold. */
    @ParameterizedTest
    @CsvSource({"amount, 998", "amount, 1000", "currency, 'USD'"})
    void grantsNothingForAnotherPriceAndSaysSo(String field, String value) {
        Bought bought = browser.buys("term_month");
        shop.service()
                .database()
                .useHandle(handle -> handle.execute(
                        "UPDATE purchase SET " + field + " = ?::" + (field.equals("amount") ? "bigint" : "text")
                                + " WHERE id = ?",
                        value,
                        bought.purchaseId()));

        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Books.assertEqual(shop, java.util.Set.of(bought.purchaseId()));
        assertThat(delivery(bought)).isEqualTo("unfulfilled");
        assertThat(health("quarantine")).contains("in quarantine");
        shop.stripe().refund(bought.checkoutId());
        await().untilAsserted(() -> assertThat(health("quarantine")).doesNotContain("in quarantine"));
    }

    /** Fault 13. */
    @Test
    void fulfilsWhatWasPaidInTheOtherTabAfterCancelling() {
        Bought bought = browser.buys("term_month");
        assertThat(browser.open("checkout/cancel?purchase=" + bought.purchaseId())
                        .status())
                .isEqualTo(303);

        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Books.assertEqual(shop, java.util.Set.of(bought.purchaseId()));
    }

    /** Fault 13. */
    @Test
    void followsWhoeverIsFasterWhenAPageExpiresWhileItIsPaid() throws Exception {
        for (int i = 0; i < 10; i++) {
            Bought bought = shop.browser().buys("term_month");
            AtOnce.run(
                    threads,
                    List.of(
                            () -> shop.stripe().merchant().expire(bought.checkoutId()),
                            () -> quietly(
                                    () -> shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone()))));
        }
    }

    /** Fault 17: such a page can only come from outside; the payment has no charge, and fits nothing that was sold. */
    @Test
    void grantsNothingForAPageThatCostNothing() {
        Bought bought = browser.buys("term_month");
        String free = FreePage.of(shop, bought.purchaseId());
        shop.service()
                .database()
                .useHandle(handle ->
                        handle.execute("UPDATE purchase SET checkout_id = ? WHERE id = ?", free, bought.purchaseId()));

        FreePage.complete(shop, free);

        await().untilAsserted(() -> assertThat(health("quarantine")).contains("in quarantine"));
        Books.assertEqual(shop, java.util.Set.of(bought.purchaseId()));
        assertThat(delivery(bought)).isEqualTo("unfulfilled");
        release(bought);
    }

    /** As a person does who decides that it was meant. */
    private static void release(Bought bought) {
        shop.service()
                .database()
                .useHandle(
                        handle -> handle.execute("UPDATE purchase SET amount = 0 WHERE id = ?", bought.purchaseId()));
        shop.service().post("api/v1/purchases/" + bought.purchaseId() + "/settle", "", "Authorization", TOKEN);
        assertThat(delivery(bought)).isEqualTo("fulfilled");
    }

    /** Fault 18: webhooks are turned away as too old or too new; the return, the sweeps and the reconciliation do without. */
    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "PT-10M"})
    void grantsOnceWhateverTheClocksSay(String ahead) {
        try (var skewed = ShopUnderTest.start(Map.of(), Duration.parse(ahead))) {
            Browser returning = skewed.browser();
            Bought first = returning.buys("term_month");
            skewed.stripe().pay(first.checkoutId(), TestCard.VISA, skewed.someone());
            assertThat(returning.open(first.returnPath()).status()).isEqualTo(303);
            Bought unseen = skewed.browser().buys("term_month");
            skewed.stripe().pay(unseen.checkoutId(), TestCard.VISA, skewed.someone());
            skewed.stripe().refund(first.checkoutId(), 300);
            skewed.awaitWebhooks();

            skewed.advance(Duration.ofMinutes(30));

            Books.assertEqual(skewed);
            skewed.stripe().deliveries().dropAll();
        }
    }

    /** Fault 19. */
    @Test
    void grantsWithTheNextKeyWhatWasPaidUnderARevokedOne() {
        try (var own = ShopUnderTest.start(Map.of("masterKey", MASTER_KEY))) {
            Browser buyer = own.browser();
            own.stripe().deliveries().hold();
            Bought bought = buyer.buys("term_month");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            own.stripe().revoke(own.stripe().apiKey());
            own.stripe().deliveries().release(Order.AS_HAPPENED);
            assertThat(buyer.open(bought.returnPath()).body()).contains("http-equiv=\"refresh\"");
            own.awaitWebhooks();

            try (var next = ServiceUnderTest.start(
                    Map.of(
                            "database.url",
                            own.service().databaseUrl(),
                            "database.user",
                            "postgres",
                            "masterKey",
                            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                            "stripe.apiKey",
                            own.stripe().apiKey() + "_next",
                            "stripe.apiBase",
                            own.stripe().url(),
                            "stripe.webhookSecret",
                            ShopUnderTest.WEBHOOK_SECRET),
                    own.clock())) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    own.advance(Duration.ofHours(1));
                    assertThat(Books.differences(
                                    own.service().database(), own.stripe().ledger()))
                            .isEmpty();
                });
                assertThat(next.url()).isNotEmpty();
            }
        }
    }

    /** Fault 20; {@code -Dfermata.burst=10000} for as many. */
    @Test
    void grantsOnceInABurstOfEventsWhileStripeLimitsUs() throws Exception {
        int burst = Integer.getInteger("fermata.burst", 1000);
        List<Bought> bought = IntStream.range(0, 10)
                .mapToObj(i -> paidUnheard(shop.browser()))
                .toList();
        shop.stripe().limitRate(20);
        List<String> bodies = IntStream.range(0, burst)
                .mapToObj(i -> i % 10 == 0
                        ? completed("evt_burst_" + i, bought.get(i / 10 % 10).checkoutId())
                        : event("evt_burst_" + i, "customer.updated", "cus_of_somebody"))
                .toList();

        List<Future<Answer>> answers = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        bodies.forEach(body -> answers.add(senders.submit(() -> deliver(body))));
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
        senders.shutdown();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            shop.advance(Duration.ofMinutes(1));
            assertThat(shop.count(
                            "SELECT count(*) FROM stripe_event WHERE state IN ('pending', 'dead') AND event_id <> :id",
                            ""))
                    .isZero();
        });
    }

    private static Bought paidUnheard(Browser buyer) {
        shop.stripe().deliveries().hold();
        Bought bought = buyer.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        return bought;
    }

    /** Has the held delivery of this type arrive, and worked on. */
    private static void tell(String type) {
        Delivery delivery = shop.stripe().deliveries().all().stream()
                .filter(held -> held.state() == Delivery.State.HELD
                        && held.event().type().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow();
        shop.stripe().deliveries().releaseInTurn(List.of(delivery.id()));
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> shop.count(
                                "SELECT count(*) FROM stripe_event WHERE event_id = :id AND state = 'done'",
                                delivery.event().id())
                        == 1);
    }

    private static String delivery(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", TOKEN)
                .json()
                .get("delivery")
                .asText();
    }

    private static String health(String check) {
        return shop.service()
                .get(shop.service().adminUrl() + "/healthcheck")
                .json()
                .get(check)
                .path("message")
                .asText();
    }

    private static String completed(String id, String checkoutId) {
        return event(id, "checkout.session.completed", checkoutId);
    }

    private static String event(String id, String type, String objectId) {
        return """
                {"id":"%s","object":"event","type":"%s","created":1772366400,"livemode":false,"data":{"object":{"id":"%s"}}}"""
                .formatted(id, type, objectId);
    }

    private static Answer deliver(String body) {
        long now = shop.clock().instant().getEpochSecond();
        try {
            String signature = Webhook.Util.computeHmacSha256(ShopUnderTest.WEBHOOK_SECRET, now + "." + body);
            return shop.service()
                    .post("api/webhooks/stripe", body, "Stripe-Signature", "t=" + now + ",v1=" + signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Object quietly(Callable<?> what) {
        try {
            return what.call();
        } catch (Exception e) {
            return e;
        }
    }

    private static <T> List<Callable<T>> copies(int many, Callable<T> call) {
        return java.util.Collections.nCopies(many, call);
    }

    private static <T> Stream<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return Stream.of(List.of());
        }
        return items.stream().flatMap(first -> {
            List<T> others = new ArrayList<>(items);
            others.remove(first);
            return permutations(others).map(rest -> {
                List<T> all = new ArrayList<>(List.of(first));
                all.addAll(rest);
                return all;
            });
        });
    }
}
