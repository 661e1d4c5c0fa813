package dev.fermata.service;

import static org.awaitility.Awaitility.await;

import dev.fermata.service.Browser.Bought;
import dev.fermata.stripesandbox.SandboxOptions;
import dev.fermata.stripesandbox.StripeSandbox;
import dev.fermata.stripesandbox.event.WebhookSender.SignatureTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service with a Stripe that it sells through, both on one clock, and the webhook between them. The catalogue is the demo's:
 * {@code term_day_pass} and its like; tests that change it bring terms of their own.
 */
public final class ShopUnderTest implements AutoCloseable {

    public static final String WEBHOOK_SECRET = "whsec_of_the_shop_under_test";

    public static final String CATALOGUE =
            """
            resources:
              - { slug: premium, name: Premium articles }
              - { slug: archive, name: The archive }
              - { slug: video, name: Films }
            offers:
              - slug: digital
                name: Digital
                terms:
                  - { id: term_day_pass, name: Day pass, price: { amount: 199, currency: EUR }, duration: P1D, resources: [premium] }
                  - { id: term_month, name: One month, price: { amount: 999, currency: EUR }, duration: P1M, resources: [premium, archive] }
                  - { id: term_lifetime, name: For good, price: { amount: 19900, currency: EUR }, resources: [premium, archive, video] }
                  - { id: term_once, name: Once, price: { amount: 500, currency: EUR }, duration: P1D, resources: [premium], repurchase: refuse }
                  - { id: term_free, name: Free, duration: P1D, resources: [premium] }
            """;

    private static final class Shared {
        static final ShopUnderTest SHOP = startUntilTheEnd();
    }

    private final AtomicInteger buyers = new AtomicInteger();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final StripeSandbox stripe;
    private final ServiceUnderTest service;

    private ShopUnderTest(Map<String, String> settings, Duration stripeIsAhead) {
        InstantSource stripesClock = () -> clock.instant().plus(stripeIsAhead);
        stripe = StripeSandbox.start(SandboxOptions.defaults()
                .withClock(stripesClock)
                .withManualDelays()
                .withSignatureTime(SignatureTime.SANDBOX));
        var all = new HashMap<>(Map.of(
                "stripe.apiKey", stripe.apiKey(),
                "stripe.apiBase", stripe.url(),
                "stripe.webhookSecret", WEBHOOK_SECRET));
        all.putAll(settings);
        service = ServiceUnderTest.start(all, clock);
        service.importCatalogue(CATALOGUE);
        stripe.addWebhook(service.url() + "/api/webhooks/stripe", WEBHOOK_SECRET);
    }

    /** The one that most tests share; started at the first call, stopped with the JVM. */
    public static ShopUnderTest shared() {
        return Shared.SHOP;
    }

    /** One that is stopped with the JVM. */
    public static ShopUnderTest startUntilTheEnd() {
        var shop = start(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
        return shop;
    }

    public static ShopUnderTest start(Map<String, String> settings) {
        return start(settings, Duration.ZERO);
    }

    /** One whose Stripe has a clock that is so much ahead of the service's. */
    public static ShopUnderTest start(Map<String, String> settings, Duration stripeIsAhead) {
        return new ShopUnderTest(settings, stripeIsAhead);
    }

    public ServiceUnderTest service() {
        return service;
    }

    public StripeSandbox stripe() {
        return stripe;
    }

    public MovableClock clock() {
        return clock;
    }

    /** A browser that nobody used yet, on the site. */
    public Browser browser() {
        return service.browser();
    }

    /** An address that nobody used yet. */
    public String someone() {
        return "reader" + buyers.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36) + "@example.com";
    }

    /** What the database counts for this id, past the service. */
    public long count(String sql, String id) {
        return service.database()
                .withHandle(handle ->
                        handle.createQuery(sql).bind("id", id).mapTo(Long.class).one());
    }

    /** From now on sweeps run only when a test runs them. Waits until those that run are over. */
    public void takeSweepsOffTheSchedule() {
        await().until(() -> service.database().withHandle(handle -> {
            handle.execute("DELETE FROM scheduled_tasks WHERE task_name LIKE '%sweep' AND NOT picked");
            return handle.createQuery("SELECT count(*) FROM scheduled_tasks WHERE task_name LIKE '%sweep'")
                            .mapTo(Long.class)
                            .one()
                    == 0;
        }));
    }

    /** As if the answer that told of the checkout had been lost. */
    public void forgetCheckout(Bought bought) {
        service.database()
                .useHandle(handle -> handle.execute(
                        """
                        UPDATE purchase SET payment = 'created', checkout_id = NULL, checkout_url = NULL,
                            provider_account = NULL, livemode = NULL
                        WHERE id = ?
                        """,
                        bought.purchaseId()));
    }

    /** Has every webhook that is on the wire arrive. */
    public void awaitWebhooks() {
        try {
            if (!stripe.deliveries().awaitQuiet(10, TimeUnit.SECONDS)) {
                throw new AssertionError("Webhooks do not arrive");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    public void close() {
        awaitWebhooks();
        service.close();
        stripe.close();
    }
}
