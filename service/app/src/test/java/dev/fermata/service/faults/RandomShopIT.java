package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Books;
import dev.fermata.service.ShopUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of random lives of purchases: buyers, the bank, the merchant and an operator do what they please, at once, while the
 * network and Stripe are in random weather. Once all is quiet, the books must be equal. A round that fails names its seed;
 * {@code -Dfermata.model.seed=…} plays it again, {@code -Dfermata.soak=PT30M} plays for so long.
 */
class RandomShopIT {

    private static final Logger LOG = LoggerFactory.getLogger(RandomShopIT.class);
    private static final int CUSTOMERS_AT_ONCE = 4;
    private static final int LIVES_PER_CUSTOMER = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(15);

    private static final String OTHER_POLICIES =
            """
            offers:
              - slug: policies
                name: Other policies
                terms:
                  - { id: term_patient, name: Patient, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive, video], refund_policy: { on_full_refund: keep, on_dispute: keep } }
                  - { id: term_strict, name: Strict, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive], repurchase: parallel, refund_policy: { on_partial_refund: revoke, on_dispute: revoke } }
            """;

    private static final String DUE_JOBS =
            """
            SELECT task_name || ' ' || task_instance || ', for ' || execution_time || ', picked ' || picked
                   || ', last heartbeat ' || COALESCE(last_heartbeat::text, 'never')
              FROM scheduled_tasks WHERE execution_time <= :now AND task_name <> 'mail-send'
            """;

    private static final String DUE_EVENTS =
            """
            SELECT event_id || ' ' || type || ', for ' || next_attempt_at || ', attempts ' || attempts
              FROM stripe_event WHERE state = 'pending' AND next_attempt_at <= :now
            """;

    @Test
    void keepsTheBooksEqualWhateverHappens() throws Exception {
        Long seed = Long.getLong("fermata.model.seed");
        Duration length = Duration.parse(System.getProperty("fermata.soak", SHORT.toString()));
        Instant end = Instant.now().plus(length);
        Random seeds = new Random();
        int rounds = 0;
        try (ShopUnderTest shop = ShopUnderTest.start(Map.of("stripe.readTimeout", "500ms"))) {
            shop.service().importCatalogue(OTHER_POLICIES);
            do {
                play(shop, seed == null ? seeds.nextLong() : seed);
                rounds++;
            } while (seed == null && Instant.now().isBefore(end));
        }
        LOG.info("{} lives were played", rounds * CUSTOMERS_AT_ONCE * LIVES_PER_CUSTOMER);
    }

    private static void play(ShopUnderTest shop, long seed) throws Exception {
        try {
            live(shop, new Random(seed));
            calmDown(shop);
            Books.assertEqual(shop);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("Play it again with -Dfermata.model.seed=" + seed + "\n" + e.getMessage(), e);
        }
    }

    /** Every customer has a generator of their own, so that what they do does not depend on who is faster. */
    private static void live(ShopUnderTest shop, Random seeds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS_AT_ONCE + 1);
        var weather = new Weather(shop, new Random(seeds.nextLong()));
        List<Future<?>> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS_AT_ONCE; i++) {
            var random = new Random(seeds.nextLong());
            customers.add(threads.submit(() -> {
                for (int life = 0; life < LIVES_PER_CUSTOMER; life++) {
                    new Life(shop, random).live();
                    weather.change();
                }
            }));
        }
        try {
            for (Future<?> customer : customers) {
                customer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Fair weather, every webhook delivered, and time enough for every retry and sweep. */
    private static void calmDown(ShopUnderTest shop) {
        Weather.clearUp(shop);
        for (int i = 0; i < 3; i++) {
            shop.advance(Duration.ofMinutes(16));
            awaitNone(shop, DUE_JOBS);
            shop.advance(Duration.ofHours(1));
            shop.awaitWebhooks();
            awaitNone(shop, DUE_EVENTS);
        }
    }

    /** Waits until this query finds nothing at this time of the shop's clock. */
    private static void awaitNone(ShopUnderTest shop, String query) {
        Instant now = shop.clock().instant();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due(shop, query, now))
                .as("what is due at " + now)
                .isEmpty());
    }

    private static List<String> due(ShopUnderTest shop, String query, Instant now) {
        return shop.service().database().withHandle(handle -> handle.createQuery(query)
                .bind("now", now)
                .mapTo(String.class)
                .list());
    }
}
