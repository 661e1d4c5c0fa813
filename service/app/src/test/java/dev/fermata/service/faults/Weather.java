package dev.fermata.service.faults;

import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.event.Tampering;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to requests and webhooks, changing at random. */
final class Weather {

    private static final List<String> ROUTES = List.of(
            "/v1/checkout/sessions", "/v1/refunds", "/v1/disputes", "/v1/payment_intents", "/v1/charges", "/v1/");
    private static final List<Fault.Kind> KINDS = List.of(
            Fault.apiError(500),
            Fault.apiError(429),
            Fault.html(502),
            new Fault.Kind.Drop(),
            new Fault.Kind.Truncate(),
            new Fault.Kind.Delay(Duration.ofMillis(700)));

    private final ShopUnderTest shop;
    private final Random random;

    Weather(ShopUnderTest shop, Random random) {
        this.shop = shop;
        this.random = random;
    }

    synchronized void change() {
        Deliveries deliveries = shop.stripe().deliveries();
        switch (random.nextInt(14)) {
            case 0 -> deliveries.hold();
            case 1 -> deliveries.release(Order.SHUFFLED);
            case 2 -> deliveries.release(Order.REVERSED);
            case 3 -> deliveries.copyAll(1 + random.nextInt(4));
            case 4 -> deliveries.spoilAll(Tampering.NONE.withCorruptSignature());
            case 5 -> deliveries.spoilAll(Tampering.NONE.withApiVersion("2023-10-16"));
            case 6 -> deliveries.dropAll();
            case 7, 8 -> deliveries.deliverProperly();
            case 9, 10 ->
                shop.stripe()
                        .fail(
                                random.nextBoolean() ? "POST" : "GET",
                                ROUTES.get(random.nextInt(ROUTES.size())),
                                1 + random.nextInt(4),
                                random.nextBoolean(),
                                KINDS.get(random.nextInt(KINDS.size())));
            case 11 -> shop.advance(Duration.ofSeconds(random.nextInt(300)));
            case 12 -> shop.advance(Duration.ofMinutes(random.nextInt(90)));
            default -> shop.stripe().faults().clear();
        }
    }

    static void clearUp(ShopUnderTest shop) {
        shop.stripe().faults().clear();
        shop.stripe().deliveries().deliverProperly();
        shop.stripe().deliveries().release(Order.SHUFFLED);
    }
}
