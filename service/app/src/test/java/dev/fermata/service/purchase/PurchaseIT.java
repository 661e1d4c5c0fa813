package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A purchase from the pressed button to the granted entitlement, as the browser lives it. */
class PurchaseIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @AfterEach
    void letWebhooksGo() {
        shop.stripe().deliveries().release(dev.fermata.stripesandbox.event.Deliveries.Order.AS_HAPPENED);
    }

    @Test
    void givesExactlyTheEntitlementThatWasPaid() {
        JsonNode exchanged = pay(browser.buys("term_month")).exchanged();

        JsonNode entitlement = exchanged.get("entitlement");
        assertThat(entitlement.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "resource", "product", "started_at", "ended_at", "is_active");
        assertThat(entitlement.get("resource").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "slug", "name");
        assertThat(entitlement.get("resource").get("slug").asText()).isEqualTo("premium");
        assertThat(entitlement.get("product")).isEqualTo(entitlement.get("resource"));
        assertThat(entitlement.get("is_active").asBoolean()).isTrue();
        assertThat(exchanged.get("entitlements")).hasSize(2);
        assertThat(exchanged.get("purchase").get("status").asText()).isEqualTo("paid");
        assertThat(exchanged.get("newly_authenticated").asBoolean()).isTrue();
        assertThat(mayRead(browser, "archive")).isTrue();
        assertThat(mayRead(browser, "video")).isFalse();
    }

    @Test
    void returnsToTheSpelledPageWithTheTokenBeforeTheFragment() {
        Bought bought = browser.buys("term_day_pass", "https://site.example/caf%C3%A9?q=a+b&n=%26#part");

        assertThat(pay(bought).page().toString())
                .matches(
                        "https://site\\.example/caf%C3%A9\\?q=a\\+b&n=%26&allegro_purchase_token=[A-Za-z0-9_-]{43}#part");
    }

    @Test
    void endsWhenTheTermIsOver() {
        ShopUnderTest own = ShopUnderTest.start(java.util.Map.of());
        try (own) {
            Browser reader = own.browser();
            Bought bought = reader.buys("term_day_pass");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            Returned.from(reader, bought);
            assertThat(mayRead(reader, "premium")).isTrue();

            own.advance(Duration.ofDays(1).minusSeconds(1));
            assertThat(mayRead(reader, "premium")).isTrue();

            own.advance(Duration.ofSeconds(1));
            assertThat(mayRead(reader, "premium")).isFalse();
        }
    }

    @Test
    void comesBackWithAnErrorAfterCancelAndCanStillBePaid() {
        Bought bought = browser.buys("term_day_pass");

        Answer back = browser.open("checkout/cancel?purchase=" + bought.purchaseId());
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location").orElseThrow()).contains("allegro_purchase_error=payment_failed");

        assertThat(pay(bought).exchanged().get("entitlements")).hasSize(1);
    }

    @Test
    void staysOpenAfterADecline() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().pay(bought.checkoutId(), TestCard.DECLINED, shop.someone());

        assertThat(browser.open(bought.returnPath()).body()).contains("on its way");
        assertThat(pay(bought).exchanged().get("entitlements")).hasSize(1);
    }

    @Test
    void failsWhenTheCheckoutPageExpired() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().merchant().expire(bought.checkoutId());

        assertThat(Returned.from(browser, bought).error()).contains("payment_failed");
        assertThat(browser.buys("term_day_pass").purchaseId()).isNotEqualTo(bought.purchaseId());
    }

    @Test
    void waitsForADelayedDebitAndThenGrants() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().buyer().pay(bought.checkoutId(), TestDebit.SUCCEEDS, shop.someone());

        Answer waiting = browser.open(bought.returnPath());
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.body()).contains("http-equiv=\"refresh\"");
        assertThat(mayRead(browser, "premium")).isFalse();
        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_day_pass\"}")
                        .problem())
                .isEqualTo("payment-processing");

        shop.stripe().merchant().decide(bought.checkoutId(), true);
        assertThat(Returned.from(browser, bought).exchanged().get("entitlements"))
                .hasSize(1);
    }

    @Test
    void failsWhenADelayedDebitDoesNotComeThrough() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().buyer().pay(bought.checkoutId(), TestDebit.FAILS, shop.someone());
        browser.open(bought.returnPath());

        shop.stripe().merchant().decide(bought.checkoutId(), false);

        assertThat(Returned.from(browser, bought).error()).contains("payment_failed");
        assertThat(mayRead(browser, "premium")).isFalse();
    }

    @Test
    void isFulfilledByTheWebhookAloneWhenTheBrowserIsClosed() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        await().untilAsserted(() -> assertThat(mayRead(browser, "premium")).isTrue());
    }

    @Test
    void isFulfilledByTheReturnAloneWhenNoWebhookComes() {
        shop.stripe().deliveries().hold();

        pay(browser.buys("term_day_pass"));

        assertThat(mayRead(browser, "premium")).isTrue();
    }

    @Test
    void isFulfilledByTheSweepWhenNeitherBrowserNorWebhookComes() {
        try (ShopUnderTest own = ShopUnderTest.start(java.util.Map.of())) {
            own.stripe().deliveries().hold();
            Browser reader = own.browser();
            Bought bought = reader.buys("term_month");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            assertThat(mayRead(reader, "premium")).isFalse();

            own.advance(Duration.ofMinutes(16));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(mayRead(reader, "premium")).isTrue());
        }
    }

    @Test
    void reloadsTheReturnPageWithoutHarm() {
        Bought bought = browser.buys("term_day_pass");
        Returned first = pay(bought);
        Returned second = Returned.from(browser, bought);

        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(first.exchanged().get("entitlements"))
                .isEqualTo(second.exchanged().get("entitlements"));
        assertThat(purchaseEvents(bought)).isEqualTo(1);
    }

    @Test
    void handsOutTheOpenCheckoutAgain() {
        Bought first = browser.buys("term_day_pass", "https://site.example/one");
        Bought second = browser.buys("term_day_pass", "https://site.example/two");

        assertThat(second.checkoutId()).isEqualTo(first.checkoutId());
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(pay(first).page().getPath()).isEqualTo("/two");
    }

    @Test
    void refusesASecondPaymentThatTheBrowserDoesNotKnowIsNotNeeded() {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Answer again = browser.post("api/purchases", "{\"term_id\":\"term_day_pass\"}");

        assertThat(again.problem()).isEqualTo("already-entitled");
        assertThat(again.json().get("entitlement").get("resource").get("slug").asText())
                .isEqualTo("premium");
    }

    @Test
    void startsTheNextTermWhenTheCurrentOneEnds() {
        JsonNode first = pay(browser.buys("term_day_pass")).exchanged().get("entitlement");
        JsonNode second = pay(browser.buys("term_day_pass")).exchanged().get("entitlement");

        assertThat(second.get("started_at")).isEqualTo(first.get("ended_at"));
        assertThat(second.get("is_active").asBoolean()).isFalse();
    }

    @Test
    void refusesToSellTwiceWhatIsOwnedForGood() {
        pay(browser.buys("term_lifetime"));

        for (String term : List.of("term_lifetime", "term_day_pass")) {
            assertThat(browser.post("api/purchases", "{\"term_id\":\"" + term + "\"}")
                            .problem())
                    .isEqualTo("already-entitled");
        }
    }

    @Test
    void refusesToSellTwiceWhereTheTermSaysSo() {
        pay(browser.buys("term_once"));

        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_once\"}").problem())
                .isEqualTo("already-entitled");
    }

    @Test
    void sellsTheNewPriceOnceItChanged() {
        ShopUnderTest own = ShopUnderTest.start(java.util.Map.of());
        try (own) {
            Browser reader = own.browser();
            Bought before = reader.buys("term_day_pass");
            own.service()
                    .importCatalogue(
                            """
                    offers:
                      - slug: digital
                        name: Digital
                        terms:
                          - { id: term_day_pass, name: Day pass, price: { amount: 299, currency: EUR }, duration: P1D, resources: [premium] }
                    """);

            Bought after = reader.buys("term_day_pass");

            assertThat(after.checkoutId()).isNotEqualTo(before.checkoutId());
            assertThat(own.stripe().session(before.checkoutId()).get("status").asText())
                    .isEqualTo("expired");
            assertThat(own.stripe()
                            .session(after.checkoutId())
                            .get("amount_total")
                            .asLong())
                    .isEqualTo(299);
        }
    }

    @Test
    void endsAccessWhenAllTheMoneyWentBack() {
        Bought bought = browser.buys("term_month");
        pay(bought);

        shop.stripe().refund(bought.checkoutId(), 500);
        shop.awaitWebhooks();
        await().untilAsserted(() ->
                assertThat(shown(bought).get("money_back").asText()).isEqualTo("partially_refunded"));
        assertThat(mayRead(browser, "archive")).isTrue();

        shop.stripe().refund(bought.checkoutId());
        await().untilAsserted(() -> assertThat(mayRead(browser, "archive")).isFalse());
        assertThat(shown(bought).get("delivery").asText()).isEqualTo("revoked");
        assertThat(browser.get("api/session").json().get("resources")).isEmpty();
    }

    @Test
    void readsOnAfterPayingTwiceAndGettingOneBack() {
        Bought first = browser.buys("term_day_pass");
        pay(first);
        Bought second = browser.buys("term_day_pass");
        pay(second);

        shop.stripe().refund(first.checkoutId());
        await().untilAsserted(
                        () -> assertThat(shown(first).get("delivery").asText()).isEqualTo("revoked"));

        assertThat(mayRead(browser, "premium")).isTrue();
        shop.stripe().refund(second.checkoutId());
        await().untilAsserted(() -> assertThat(mayRead(browser, "premium")).isFalse());
    }

    @Test
    void givesBothPeriodsWhenARefundFails() {
        Bought first = browser.buys("term_day_pass");
        pay(first);
        Bought second = browser.buys("term_day_pass");
        pay(second);
        String refund = shop.stripe().refund(first.checkoutId()).get("id").asText();
        await().untilAsserted(
                        () -> assertThat(shown(first).get("delivery").asText()).isEqualTo("revoked"));

        shop.stripe().merchant().failRefund(refund);

        await().untilAsserted(
                        () -> assertThat(shown(first).get("delivery").asText()).isEqualTo("fulfilled"));
        JsonNode running = shown(second).get("entitlements").get(0);
        JsonNode waiting = shown(first).get("entitlements").get(0);
        assertThat(running.get("is_active").asBoolean()).isTrue();
        assertThat(waiting.get("started_at")).isEqualTo(running.get("ended_at"));
        assertThat(Duration.between(
                        Instant.parse(waiting.get("started_at").asText()),
                        Instant.parse(waiting.get("ended_at").asText())))
                .isEqualTo(Duration.ofDays(1));
    }

    private Returned pay(Bought bought) {
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        return Returned.from(browser, bought);
    }

    private JsonNode shown(Bought bought) {
        return browser.get("api/purchases/" + bought.purchaseId()).json();
    }

    private long purchaseEvents(Bought bought) {
        return shop.count(
                "SELECT count(*) FROM member_event WHERE purchase_id = :id AND type = 'purchase'", bought.purchaseId());
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private static boolean mayRead(Browser reader, String resource) {
        reader.get("api/session");
        return reader.get("api/access?resource=" + resource)
                .json()
                .get("granted")
                .asBoolean();
    }
}
