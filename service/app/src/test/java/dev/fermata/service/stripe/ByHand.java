package dev.fermata.service.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.service.jobs.Pace;
import dev.fermata.service.jobs.Sweeps;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** A shop whose sweeps run only when a test runs them, and other software on its Stripe account. */
final class ByHand {

    private static final List<String> TYPES = List.of(
            "checkout.session.completed",
            "checkout.session.expired",
            "charge.refunded",
            "refund.created",
            "refund.updated");

    private final ShopUnderTest shop;
    private final StripeApi api;
    private final Jdbi database;

    ByHand(ShopUnderTest shop) {
        this.shop = shop;
        this.database = shop.service().database();
        var configuration = new StripeConfiguration();
        configuration.setApiKey(shop.stripe().apiKey());
        configuration.setApiBase(URI.create(shop.stripe().url()));
        this.api = StripeApi.of(configuration, false);
        shop.takeSweepsOffTheSchedule();
    }

    /** Another day, and nothing in the books; what was held back before is never told. */
    void beginAnew() {
        shop.stripe().faults().clear();
        shop.stripe().deliveries().all().forEach(delivery -> shop.stripe()
                .deliveries()
                .drop(delivery.id()));
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
        shop.awaitWebhooks();
        shop.advance(Duration.ofDays(2));
        database.useHandle(
                handle -> handle.execute("TRUNCATE purchase, stripe_event, sweep_cursor, sweep_run CASCADE"));
        new Sweeps(database, shop.clock()).run(StripeEventSweep.NAME, () -> {});
    }

    StripeEventSweep eventSweep() {
        return eventSweep(new StripeEvents(database, shop.clock()));
    }

    StripeEventSweep eventSweep(StripeEvents events) {
        var list = new StripeEventList(api, new ObjectMapper(), TYPES, Pace.perSecond(100));
        return new StripeEventSweep(
                database, shop.clock(), list, events, new StripeEventWorker(events, List.of(), 1), false);
    }

    Jdbi database() {
        return database;
    }

    /** Another product on the account opens so many checkouts and closes them: each is an event of a type that we handle. */
    void anotherProductCausesEvents(int count) {
        for (int i = 0; i < count; i++) {
            var session = api.ask(v1 -> v1.checkout()
                    .sessions()
                    .create(SessionCreateParams.builder()
                            .setMode(SessionCreateParams.Mode.PAYMENT)
                            .setSuccessUrl("https://other.example/")
                            .setClientReferenceId("order_7")
                            .addLineItem(LineItem.builder()
                                    .setQuantity(1L)
                                    .setPriceData(LineItem.PriceData.builder()
                                            .setCurrency("eur")
                                            .setUnitAmount(4200L)
                                            .setProductData(LineItem.PriceData.ProductData.builder()
                                                    .setName("A hat")
                                                    .build())
                                            .build())
                                    .build())
                            .build()));
            shop.stripe().merchant().expire(session.getId());
        }
    }
}
