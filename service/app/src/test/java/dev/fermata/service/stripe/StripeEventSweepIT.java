package dev.fermata.service.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.service.purchase.PaymentProviderException;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Stripe lists and did not tell of is found, once, whatever stops the sweep on its way. */
class StripeEventSweepIT {

    private static ShopUnderTest shop;
    private static ByHand byHand;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(() -> shop);

    private final Browser browser = shop.browser();

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of());
        byHand = new ByHand(shop);
    }

    @BeforeEach
    void nobodyTells() {
        byHand.beginAnew();
        shop.stripe().deliveries().hold();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void findsWhatHappenedInAnOutageThatWasLongerThanStripeRetries() {
        Bought bought = buy(browser, "term_month");
        shop.advance(Duration.ofDays(4));
        assertThat(mayRead(browser)).isFalse();

        byHand.eventSweep().sweep();

        await().untilAsserted(() -> assertThat(mayRead(browser)).isTrue());
        assertThat(grants(bought)).isEqualTo(2);
    }

    @Test
    void findsRefundsThatWereMadeInTheDashboardMeanwhile() {
        Bought bought = buy(browser, "term_month");
        byHand.eventSweep().sweep();
        await().untilAsserted(() -> assertThat(mayRead(browser)).isTrue());
        shop.advance(Duration.ofDays(6));
        shop.stripe().refund(bought.checkoutId());

        byHand.eventSweep().sweep();

        await().untilAsserted(() -> assertThat(mayRead(browser)).isFalse());
    }

    @Test
    void findsAgainWhatAFailoverLost() {
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
        Bought bought = buy(browser, "term_month");
        await().untilAsserted(() -> assertThat(mayRead(browser)).isTrue());
        byHand.eventSweep().sweep();
        byHand.database().useTransaction(tx -> {
            // The cursor survives, and is ahead of what is stored.
            tx.execute("DELETE FROM stripe_event");
            tx.execute("DELETE FROM entitlement WHERE purchase_id = ?", bought.purchaseId());
            tx.execute("DELETE FROM member_event WHERE purchase_id = ?", bought.purchaseId());
            tx.execute(
                    """
                    UPDATE purchase SET payment = 'open', delivery = 'unfulfilled', member_id = NULL, paid_at = NULL,
                        payment_id = NULL, charge_id = NULL, amount_paid = NULL
                    WHERE id = ?
                    """,
                    bought.purchaseId());
        });
        assertThat(mayRead(browser)).isFalse();

        byHand.eventSweep().sweep();

        await().untilAsserted(() -> assertThat(mayRead(browser)).isTrue());
        assertThat(grants(bought)).isEqualTo(2);
    }

    @Test
    void readsEveryPageOfWhatHappenedAndIgnoresWhatOthersSell() {
        byHand.anotherProductCausesEvents(60);
        buy(browser, "term_day_pass");
        byHand.anotherProductCausesEvents(60);

        byHand.eventSweep().sweep();

        assertThat(count("SELECT count(*) FROM stripe_event WHERE swept")).isEqualTo(121);
        await().untilAsserted(() -> assertThat(mayRead(browser)).isTrue());
        await().untilAsserted(() -> assertThat(count("SELECT count(*) FROM stripe_event WHERE state = 'ignored'"))
                .isEqualTo(120));
        assertThat(count("SELECT count(*) FROM entitlement")).isEqualTo(1);
    }

    @Test
    void goesOnWhereStripeTurnedItAway() {
        shop.stripe().merchant().expire(browser.buys("term_day_pass").checkoutId());
        byHand.anotherProductCausesEvents(101);
        shop.advance(Duration.ofHours(3));
        byHand.anotherProductCausesEvents(101);
        StripeEventSweep sweep = byHand.eventSweep();
        // The slices have 0, 102, 0 and 101 events, in 1, 2, 1 and 2 pages.
        failFrom(6);

        assertThatThrownBy(sweep::sweep).isInstanceOf(PaymentProviderException.class);

        assertThat(count("SELECT count(*) FROM stripe_event")).isEqualTo(202);
        shop.stripe().faults().clear();
        sweep.sweep();
        assertThat(count("SELECT count(*) FROM stripe_event")).isEqualTo(203);
    }

    @Test
    void readsAgainWhatACrashLeftInTheMiddleOfAPage() {
        byHand.anotherProductCausesEvents(30);
        var left = new int[] {10};
        var dying = new StripeEvents(byHand.database(), shop.clock()) {
            @Override
            boolean sweep(StripeEvent event, String payload, boolean ours) {
                if (left[0]-- == 0) {
                    throw new IllegalStateException("killed here");
                }
                return super.sweep(event, payload, ours);
            }
        };
        assertThatThrownBy(() -> byHand.eventSweep(dying).sweep()).hasMessage("killed here");
        assertThat(count("SELECT count(*) FROM stripe_event")).isEqualTo(10);

        byHand.eventSweep().sweep();

        assertThat(count("SELECT count(*) FROM stripe_event")).isEqualTo(30);
    }

    @Test
    void storesOnceWhatTheWebhookTellsAtTheSameMoment() {
        List<Browser> readers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            readers.add(shop.browser());
            buy(readers.get(i), "term_day_pass");
        }
        var barrier = new CyclicBarrier(3);
        var racing = List.of(
                CompletableFuture.runAsync(
                        () -> at(barrier, () -> byHand.eventSweep().sweep())),
                CompletableFuture.runAsync(
                        () -> at(barrier, () -> byHand.eventSweep().sweep())),
                CompletableFuture.runAsync(
                        () -> at(barrier, () -> shop.stripe().deliveries().release(Order.SHUFFLED))));
        racing.forEach(CompletableFuture::join);
        shop.awaitWebhooks();

        assertThat(count("SELECT count(*) FROM stripe_event WHERE type = 'checkout.session.completed'"))
                .isEqualTo(5);
        assertThat(count("SELECT count(*) FROM stripe_event WHERE swept"))
                .as("the webhook told of everything in the end")
                .isZero();
        for (Browser reader : readers) {
            await().untilAsserted(() -> assertThat(mayRead(reader)).isTrue());
        }
        assertThat(count("SELECT count(*) FROM entitlement")).isEqualTo(5);
    }

    @Test
    void asksStripeLittleWhenNothingHappensAndAfterAMonth() {
        buy(browser, "term_day_pass");
        byHand.eventSweep().sweep();
        shop.stripe().requests().clear();
        byHand.eventSweep().sweep();
        assertThat(listings()).isLessThanOrEqualTo(2);

        shop.advance(Duration.ofDays(60));
        shop.stripe().requests().clear();
        byHand.eventSweep().sweep();
        assertThat(listings()).as("of 30 days, which is all that Stripe has").isLessThanOrEqualTo(36);
    }

    private Bought buy(Browser reader, String term) {
        Bought bought = reader.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        return bought;
    }

    /** The sandbox counts down faults and not requests, so good answers before are slow ones. */
    private void failFrom(int request) {
        shop.stripe().fail("GET", "/v1/events", request - 1, false, new Fault.Kind.Delay(Duration.ofMillis(1)));
        shop.stripe().fail("GET", "/v1/events", 100, false, Fault.apiError(429));
    }

    private long listings() {
        return shop.stripe().requests().entries().stream()
                .filter(request -> request.path().equals("/v1/events"))
                .count();
    }

    private long grants(Bought bought) {
        return shop.count("SELECT count(*) FROM entitlement WHERE purchase_id = :id", bought.purchaseId());
    }

    private long count(String sql) {
        return byHand.database()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private static boolean mayRead(Browser reader) {
        reader.get("api/session");
        return reader.get("api/access?resource=premium").json().get("granted").asBoolean();
    }

    private static void at(CyclicBarrier barrier, Runnable work) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        work.run();
    }
}
