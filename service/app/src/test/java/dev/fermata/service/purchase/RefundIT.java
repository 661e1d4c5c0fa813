package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Giving money back, here or in Stripe's dashboard: never more than was taken, never twice, and access follows. */
class RefundIT {

    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @AfterEach
    void settleDown() {
        shop.stripe().faults().clear();
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
    }

    @Test
    void givesAllBackAndEndsTheAccess() {
        Bought bought = paid(TestCard.VISA);

        Answer answer = refund(bought, "{}", "Idempotency-Key", "all-" + bought.purchaseId());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("status").asText()).isEqualTo("succeeded");
        assertThat(answer.json().get("amount").get("amount").asLong()).isEqualTo(999);
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        assertThat(mayRead("archive")).isFalse();
        assertThat(ledger(bought).refunded()).isEqualTo(999);
    }

    @Test
    void givesPartsBackUntilNothingIsLeft() {
        Bought bought = paid(TestCard.VISA);

        assertThat(refund(bought, "{\"amount\":500}").status()).isEqualTo(201);
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("partially_refunded");
        assertThat(mayRead("archive")).isTrue();

        Answer tooMuch = refund(bought, "{\"amount\":500}");
        assertThat(tooMuch.problem()).isEqualTo("refund-too-large");
        assertThat(tooMuch.json().at("/errors/0/pointer").asText()).isEqualTo("/amount");

        assertThat(refund(bought, "{}").json().at("/amount/amount").asLong()).isEqualTo(499);
        assertThat(mayRead("archive")).isFalse();
        assertThat(refund(bought, "{}").problem()).isEqualTo("already-refunded");
        assertThat(ledger(bought).refunds()).hasSize(2);
        assertThat(get(bought, "/refunds").json().get("data")).hasSize(2);
    }

    @Test
    void makesOneRefundOfOneKeyHoweverOftenItIsAsked() throws Exception {
        Bought bought = paid(TestCard.VISA);
        String key = "ticket-" + bought.purchaseId();

        List<Answer> answers = atOnce(10, () -> refund(bought, "{\"amount\":100}", "Idempotency-Key", key));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.json().get("id"))
                .containsOnly(answers.get(0).json().get("id"));
        assertThat(ledger(bought).refunded()).isEqualTo(100);
    }

    @Test
    void neverGivesMoreBackThanWasTaken() throws Exception {
        Bought bought = paid(TestCard.VISA);

        List<Answer> answers = atOnce(12, () -> refund(bought, "{\"amount\":300}"));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() != 201).map(Answer::problem))
                .containsOnly("refund-too-large");
        assertThat(ledger(bought).refunded()).isEqualTo(900);
    }

    /** The charge is asked for before the list of its refunds, so a refund may be in the list and not yet in the charge's sum. */
    @Test
    void countsARefundThatTheChargeDidNotShowYet() {
        Bought bought = paid(TestCard.VISA);
        assertThat(refund(bought, "{\"amount\":600}").status()).isEqualTo(201);
        refundedBySum(bought, 0);

        Answer tooMuch = refund(bought, "{\"amount\":600}");

        assertThat(tooMuch.problem()).as(tooMuch.body()).isEqualTo("refund-too-large");
        refundedBySum(bought, 600);
    }

    private void refundedBySum(Bought bought, long amount) {
        shop.service()
                .database()
                .useHandle(handle -> handle.execute(
                        "UPDATE purchase SET amount_refunded = ? WHERE id = ?", amount, bought.purchaseId()));
    }

    @Test
    void findsARefundAgainWhoseAnswerWasLost() {
        Bought bought = paid(TestCard.VISA);
        String key = "lost-" + bought.purchaseId();
        shop.stripe().deliveries().hold();
        shop.stripe().fail("POST", "/v1/refunds", 2, true, new Fault.Kind.Drop());

        Answer lost = refund(bought, "{}", "Idempotency-Key", key);
        assertThat(lost.status()).isEqualTo(202);
        assertThat(lost.json().get("status").asText()).isEqualTo("requested");

        Answer again = refund(bought, "{}", "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("status").asText()).isEqualTo("succeeded");
        assertThat(ledger(bought).refunds()).hasSize(1);
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
    }

    @Test
    void carriesARefundOutByItselfOnceStripeAnswers() {
        try (ShopUnderTest own = ShopUnderTest.start(java.util.Map.of())) {
            Browser reader = own.browser();
            Bought bought = reader.buys("term_month");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            Returned.from(reader, bought);
            own.stripe().fail("POST", "/v1/refunds", 100, false, Fault.apiError(500));
            assertThat(refund(own, bought, "{}").status()).isEqualTo(202);
            assertThat(refund(own, bought, "{}").problem()).isEqualTo("already-refunded");

            own.stripe().faults().clear();
            own.advance(Duration.ofMinutes(2));

            await().untilAsserted(() -> assertThat(own.stripe()
                            .ledger()
                            .of(bought.checkoutId())
                            .orElseThrow()
                            .refunded())
                    .isEqualTo(999));
            await().untilAsserted(() -> assertThat(own.service()
                            .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", TOKEN)
                            .json()
                            .get("delivery")
                            .asText())
                    .isEqualTo("revoked"));
        }
    }

    @Test
    void doesNotRefundTwiceWhatStripeMadeAndThenFailedToTell() {
        Bought bought = paid(TestCard.VISA);
        String key = "made-" + bought.purchaseId();
        shop.stripe().deliveries().hold();
        shop.stripe().fail("POST", "/v1/refunds", 2, true, Fault.apiError(500));
        assertThat(refund(bought, "{\"amount\":400}", "Idempotency-Key", key).status())
                .isEqualTo(202);

        Answer again = refund(bought, "{\"amount\":400}", "Idempotency-Key", key);

        assertThat(again.json().get("status").asText()).isEqualTo("succeeded");
        assertThat(ledger(bought).refunded()).isEqualTo(400);
    }

    @Test
    void tellsWhyStripeDeclines() {
        Bought bought = paid(TestCard.VISA);
        shop.stripe().deliveries().hold();
        shop.stripe().dispute(bought.checkoutId());

        Answer declined = refund(bought, "{}");

        assertThat(declined.problem()).isEqualTo("refund-refused");
        assertThat(declined.json().get("detail").asText()).contains("charge_disputed");
        assertThat(declined.json().at("/refund/status").asText()).isEqualTo("refused");
        assertThat(ledger(bought).refunded()).isZero();
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("suspended");
    }

    @Test
    void countsARefundFromTheDashboardOnce() {
        Bought bought = paid(TestCard.VISA);
        shop.stripe().refund(bought.checkoutId(), 300);
        shop.awaitWebhooks();
        await().untilAsserted(() -> assertThat(entry(bought).get("refunds")).hasSize(1));

        assertThat(refund(bought, "{\"amount\":300}").status()).isEqualTo(201);
        shop.awaitWebhooks();

        JsonNode entry = entry(bought);
        assertThat(entry.at("/amount_refunded/amount").asLong()).isEqualTo(600);
        assertThat(entry.get("refunds")).hasSize(2);
        assertThat(entry.get("money_back").asText()).isEqualTo("partially_refunded");
    }

    @Test
    void givesAccessBackWhenARefundFailsLater() {
        Bought bought = paid(TestCard.REFUND_FAILS);
        String refund = refund(bought, "{}").json().get("provider_id").asText();
        assertThat(mayRead("archive")).isFalse();

        shop.stripe().merchant().failRefund(refund);

        await().untilAsserted(() -> assertThat(mayRead("archive")).isTrue());
        assertThat(entry(bought).at("/refunds/0/status").asText()).isEqualTo("failed");
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("none");
        assertThat(refund(bought, "{}").status()).as("it can be refunded again").isEqualTo(201);
    }

    @Test
    void endsAccessWhileARefundIsOnItsWay() {
        Bought bought = paid(TestCard.REFUND_PENDING);

        assertThat(refund(bought, "{}").json().get("status").asText()).isEqualTo("pending");

        assertThat(mayRead("archive")).isFalse();
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("refunded");
    }

    @Test
    void settlesWhenToldTo() {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Answer settled =
                shop.service().post("api/v1/purchases/" + bought.purchaseId() + "/settle", "", "Authorization", TOKEN);

        assertThat(settled.json().get("delivery").asText()).isEqualTo("fulfilled");
        assertThat(settled.json().get("entitlements")).hasSize(2);
        assertThat(mayRead("archive")).isTrue();
    }

    @Test
    void tellsWhenStripeCannotBeAskedToSettle() {
        Bought bought = browser.buys("term_month");
        shop.stripe().fail("GET", "/v1/checkout/sessions", 5, false, Fault.apiError(503));

        Answer answer =
                shop.service().post("api/v1/purchases/" + bought.purchaseId() + "/settle", "", "Authorization", TOKEN);

        assertThat(answer.problem()).isEqualTo("payment-provider-unavailable");
    }

    private Bought paid(TestCard card) {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), card, shop.someone());
        Returned.from(browser, bought);
        return bought;
    }

    private Answer refund(Bought bought, String body, String... headers) {
        return refund(shop, bought, body, headers);
    }

    private static Answer refund(ShopUnderTest where, Bought bought, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", TOKEN));
        all.addAll(List.of(headers));
        return where.service()
                .post("api/v1/purchases/" + bought.purchaseId() + "/refunds", body, all.toArray(String[]::new));
    }

    private Answer get(Bought bought, String path) {
        return shop.service().get("api/v1/purchases/" + bought.purchaseId() + path, "Authorization", TOKEN);
    }

    private JsonNode entry(Bought bought) {
        return get(bought, "").json();
    }

    private Ledger.Entry ledger(Bought bought) {
        return shop.stripe().ledger().of(bought.checkoutId()).orElseThrow();
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private boolean mayRead(String resource) {
        browser.get("api/session");
        return browser.get("api/access?resource=" + resource)
                .json()
                .get("granted")
                .asBoolean();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (var result : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
