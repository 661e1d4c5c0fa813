package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Answer;
import dev.fermata.service.AtOnce;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However often and however simultaneously a payment is told of, it is granted once. */
class SettlementRacesIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
    }

    @RepeatedTest(5)
    void grantsOnceWhenWebhookAndReturnMeet() throws Exception {
        Browser browser = shop.browser();
        Bought bought = paidUnheard(browser);
        Browser sameBrowser = browser.copy();

        List<Answer> answers = AtOnce.run(
                threads,
                List.of(
                        () -> {
                            shop.stripe().deliveries().release(Order.SHUFFLED);
                            return null;
                        },
                        () -> browser.open(bought.returnPath()),
                        () -> sameBrowser.open(bought.returnPath())));

        assertThat(answers.get(1).status()).isEqualTo(303);
        assertThat(answers.get(2).status()).isEqualTo(303);
        shop.awaitWebhooks();
        assertGrantedOnce(bought);
    }

    @Test
    void grantsOnceWhenStripeRepeatsTheEventFiftyTimes() {
        Bought bought = paidUnheard(shop.browser());
        Delivery completed = shop.stripe().deliveries().all().stream()
                .filter(delivery -> delivery.event().type().equals("checkout.session.completed"))
                .reduce((first, second) -> second)
                .orElseThrow();

        shop.stripe().deliveries().redeliver(completed.id(), 50, Tampering.NONE);
        shop.awaitWebhooks();

        await().untilAsserted(() -> assertGrantedOnce(bought));
        assertThat(shop.count(
                        "SELECT count(*) FROM stripe_event WHERE event_id = :id",
                        completed.event().id()))
                .isEqualTo(1);
    }

    /** Whoever comes while another settles waits for it, looks again and finds it done. */
    @RepeatedTest(3)
    void failsForNobodyWhenManySettleAtOnce() throws Exception {
        Bought bought = paidUnheard(shop.browser());
        Callable<Answer> settle = () -> shop.service()
                .post(
                        "api/v1/purchases/" + bought.purchaseId() + "/settle",
                        "",
                        "Authorization",
                        "Bearer " + ServiceUnderTest.API_TOKEN);

        List<Answer> answers = AtOnce.run(threads, Collections.nCopies(12, settle));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertGrantedOnce(bought);
    }

    @Test
    void grantsByTheEventAloneWhatWasPaidOnACheckoutThatWeNeverLearnedOf() {
        Bought bought = paidUnheard(shop.browser());
        shop.forgetCheckout(bought);

        shop.stripe().deliveries().release(Order.AS_HAPPENED);

        await().untilAsserted(() -> assertGrantedOnce(bought));
    }

    @Test
    void grantsOnceWhenEventsComeBackwards() {
        Bought bought = paidUnheard(shop.browser());

        shop.stripe().deliveries().release(Order.REVERSED);

        await().untilAsserted(() -> assertGrantedOnce(bought));
    }

    @Test
    void endsRevokedWhenTheRefundIsToldOfBeforeThePayment() {
        Bought bought = paidUnheard(shop.browser());
        shop.stripe().refund(bought.checkoutId());

        shop.stripe().deliveries().release(Order.REVERSED);

        await().untilAsserted(() -> assertThat(shop.count(
                        "SELECT count(*) FROM entitlement WHERE purchase_id = :id AND revoked_at IS NOT NULL",
                        bought.purchaseId()))
                .isEqualTo(2));
        assertThat(shop.count("SELECT count(*) FROM entitlement WHERE purchase_id = :id", bought.purchaseId()))
                .isEqualTo(2);
    }

    @Test
    void throwsAwayALookThatIsOlderThanTheLatestChange() {
        Browser browser = shop.browser();
        Bought bought = paidUnheard(browser);
        Returned.from(browser, bought);
        Duration late = Duration.ofSeconds(3);
        shop.stripe().fail("GET", "/v1/checkout/sessions", 1, true, new Fault.Kind.Delay(late));
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
        await().until(() -> shop.stripe().faults().pending().isEmpty());

        shop.stripe().refund(bought.checkoutId());

        await().untilAsserted(() -> assertThat(revoked(bought)).isEqualTo(2));
        await().untilAsserted(() -> assertThat(shop.count(
                        "SELECT count(*) FROM stripe_event WHERE state = 'pending' AND payload LIKE '%' || :id || '%'",
                        bought.purchaseId()))
                .as("the late look came home")
                .isZero());
        assertThat(revoked(bought)).isEqualTo(2);
    }

    private long revoked(Bought bought) {
        return shop.count(
                "SELECT count(*) FROM entitlement WHERE purchase_id = :id AND revoked_at IS NOT NULL",
                bought.purchaseId());
    }

    @Test
    void startsOneCheckoutForTwentyPressesAtOnce() throws Exception {
        Browser browser = shop.browser();
        browser.buys("term_day_pass");
        List<Callable<Answer>> presses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Browser tab = browser.copy();
            presses.add(() -> tab.post("api/purchases", "{\"term_id\":\"term_month\"}"));
        }

        List<Answer> answers = AtOnce.run(threads, presses);

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream()
                        .map(answer -> answer.json().get("purchase_id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.json().get("checkout_url").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void exchangesATokenOnceForTwentyAtOnce() throws Exception {
        Browser browser = shop.browser();
        Returned returned = Returned.from(browser, paidUnheard(browser));
        List<Callable<Answer>> exchanges = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Browser tab = browser.copy();
            exchanges.add(() -> returned.exchangeIn(tab));
        }

        List<Answer> answers = AtOnce.run(threads, exchanges);

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200).map(Answer::problem))
                .containsOnly("purchase-token-used");
    }

    @Test
    void extendsOneAfterTheOtherWhenOneMemberPaysTwoTermsAtOnce() throws Exception {
        Browser browser = shop.browser();
        Returned.from(browser, paidUnheard(browser));
        shop.stripe().deliveries().hold();
        Bought month = browser.buys("term_month");
        Bought day = browser.buys("term_day_pass");
        shop.stripe().pay(month.checkoutId(), TestCard.VISA, shop.someone());
        shop.stripe().pay(day.checkoutId(), TestCard.VISA, shop.someone());
        Browser tab = browser.copy();

        AtOnce.run(threads, List.of(() -> browser.open(month.returnPath()), () -> tab.open(day.returnPath())));

        assertThat(shop.count(
                        """
                        SELECT count(*) FROM entitlement a JOIN entitlement b
                          ON b.member_id = a.member_id AND b.resource_id = a.resource_id AND b.id > a.id
                         AND tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)
                        WHERE a.member_id = (SELECT member_id FROM purchase WHERE id = :id)
                        """,
                        month.purchaseId()))
                .isZero();
    }

    private Bought paidUnheard(Browser browser) {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        return bought;
    }

    private void assertGrantedOnce(Bought bought) {
        assertThat(shop.count("SELECT count(*) FROM entitlement WHERE purchase_id = :id", bought.purchaseId()))
                .isEqualTo(2);
        assertThat(shop.count("SELECT count(*) FROM member_event WHERE purchase_id = :id", bought.purchaseId()))
                .isEqualTo(1);
    }
}
