package dev.fermata.service.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health says when Stripe tells no more, and when a sweep does not get through, and only then. */
class WebhookSilenceIT {

    private static final String RED = "Stripe does not tell of checkout.session.completed";

    private static ShopUnderTest shop;
    private static ByHand byHand;

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of());
        byHand = new ByHand(shop);
    }

    @BeforeEach
    void beginAnew() {
        byHand.beginAnew();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void alarmsWhenWhatHappenedIsOnlyInTheListUntilStripeTellsAgain() {
        shop.stripe().deliveries().hold();
        buy();
        shop.advance(Duration.ofMinutes(5));
        sweepAndWork();
        assertThat(health()).as("it may still be on its way").doesNotContain(RED);

        shop.advance(Duration.ofMinutes(11));
        assertThat(health()).contains(RED).contains("webhook endpoint in Stripe's dashboard");

        shop.stripe().deliveries().release(Order.AS_HAPPENED);
        await().untilAsserted(() -> assertThat(health()).doesNotContain(RED));
    }

    @Test
    void isReassuredByANewerEventOfTheType() {
        shop.stripe().deliveries().hold();
        buy();
        sweepAndWork();
        shop.stripe().deliveries().all().forEach(delivery -> shop.stripe()
                .deliveries()
                .drop(delivery.id()));
        shop.advance(Duration.ofMinutes(16));
        assertThat(health()).contains(RED);

        shop.stripe().deliveries().release(Order.AS_HAPPENED);
        buy();

        await().untilAsserted(() -> assertThat(health()).doesNotContain(RED));
    }

    @Test
    void keepsQuietInAQuietShop() {
        buy();
        shop.awaitWebhooks();
        for (int hours = 0; hours < 48; hours += 12) {
            shop.advance(Duration.ofHours(12));
            byHand.eventSweep().sweep();
            assertThat(webhookIsHealthy()).isTrue();
        }
    }

    @Test
    void keepsQuietAboutWhatHappenedWhileTheServiceWasDown() {
        shop.stripe().deliveries().hold();
        buy();
        shop.advance(Duration.ofHours(3));
        sweepAndWork();
        shop.advance(Duration.ofMinutes(20));

        assertThat(health()).doesNotContain(RED);
    }

    @Test
    void alarmsWithoutTheListWhenPagesWereOpenedAndNothingCame() {
        shop.stripe().deliveries().hold();
        shop.stripe().fail("GET", "/v1/events", 100, false, Fault.apiError(403));
        buy();

        shop.advance(Duration.ofMinutes(61));
        assertThat(health()).doesNotContain("no event came");
        shop.advance(Duration.ofMinutes(16));

        assertThat(health()).contains("no event came").contains("stripe-event-sweep has not got through");
    }

    @Test
    void showsWhenItWasLastToldAndHowLongThatTook() {
        buy();
        shop.awaitWebhooks();

        String metrics =
                shop.service().get(shop.service().adminUrl() + "/prometheus").body();

        assertThat(metrics)
                .containsPattern("(?m)^stripe_events_told_seconds_ago 0\\.0")
                .containsPattern("(?m)^stripe_events_lag_seconds 0\\.0")
                .containsPattern("(?m)^stripe_events_untold 0\\.0");
    }

    private void buy() {
        Browser browser = shop.browser();
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
    }

    private void sweepAndWork() {
        byHand.eventSweep().sweep();
        await().until(() -> byHand.database().withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM stripe_event WHERE swept AND state <> 'pending'")
                        .mapTo(Long.class)
                        .one())
                > 0);
    }

    private String health() {
        return shop.service().get(shop.service().adminUrl() + "/healthcheck").body();
    }

    private boolean webhookIsHealthy() {
        return shop.service()
                .get(shop.service().adminUrl() + "/healthcheck")
                .json()
                .get("webhook")
                .get("healthy")
                .asBoolean();
    }
}
