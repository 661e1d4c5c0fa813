package dev.fermata.service.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.event.Tampering;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stripe is told to send an event again that was given up or passed over: it is worked on then. */
class GivenUpEventIT {

    private static final Fault.Kind NO_SUCH_OBJECT = new Fault.Kind.Answer(
            404,
            Map.of("Content-Type", "application/json"),
            """
            {"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such object"}}
            """);

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Bought bought = shop.browser().buys("term_month");

    @AfterEach
    void clearUp() {
        shop.stripe().faults().clear();
    }

    @Test
    void worksOnAnEventThatWasGivenUpAndTurnsGreen() {
        shop.stripe().fail("GET", "/v1/checkout/sessions", 100_000, false, Fault.apiError(401));
        int first = shop.stripe().deliveries().all().size();
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        await().until(() -> count("object_id = :id AND last_error IS NOT NULL", bought.checkoutId()) == 1);
        shop.service()
                .database()
                .useHandle(handle -> handle.execute(
                        "UPDATE stripe_event SET attempts = 60 WHERE object_id = ?", bought.checkoutId()));
        shop.advance(Duration.ofHours(2));
        await().until(() -> count("object_id = :id AND state = 'dead'", bought.checkoutId()) == 1);
        assertThat(health()).contains("1 events were given up, first of all evt_");

        shop.stripe().faults().clear();
        sendAgainSince(first);

        await().until(() -> count("object_id = :id AND state = 'done'", bought.checkoutId()) == 1);
        assertThat(health()).doesNotContain("given up");
    }

    /** As with a key of another account: nothing that the events are about can be seen for a while. */
    @Test
    void worksOnAnEventThatWasIgnoredUnderAnotherKey() {
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        await().until(() -> delivery().equals("fulfilled"));
        shop.stripe().fail("GET", "/v1/refunds", 100_000, false, NO_SUCH_OBJECT);
        shop.stripe().fail("GET", "/v1/charges", 100_000, false, NO_SUCH_OBJECT);
        int first = shop.stripe().deliveries().all().size();
        String refund = shop.stripe().refund(bought.checkoutId()).get("id").asText();
        await().until(() -> count("object_id = :id AND state = 'ignored'", refund) > 0);

        shop.stripe().faults().clear();
        sendAgainSince(first);

        await().until(() -> delivery().equals("revoked"));
    }

    private void sendAgainSince(int first) {
        shop.awaitWebhooks();
        shop.stripe().deliveries().all().stream()
                .skip(first)
                .forEach(delivery -> shop.stripe().deliveries().redeliver(delivery.id(), 1, Tampering.NONE));
        shop.awaitWebhooks();
    }

    private String delivery() {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .json()
                .get("delivery")
                .asText();
    }

    private long count(String condition, String id) {
        return shop.count("SELECT count(*) FROM stripe_event WHERE " + condition, id);
    }

    private String health() {
        return shop.service().get(shop.service().adminUrl() + "/healthcheck").body();
    }
}
