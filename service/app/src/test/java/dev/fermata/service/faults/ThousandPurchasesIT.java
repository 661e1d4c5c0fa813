package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Books;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.SandboxOptions;
import dev.fermata.stripesandbox.StripeSandbox;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.Delivery.Attempt;
import dev.fermata.stripesandbox.event.RetrySchedule;
import dev.fermata.stripesandbox.payment.TestCard;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand purchases are paid at once over two instances, and each payment is told of twice: by the browser that comes back and by
 * the webhooks, one to each instance. Meanwhile one instance is killed and the database crashes; both are started again.
 */
class ThousandPurchasesIT {

    private static final int PURCHASES = 1000;
    private static final int AT_ONCE = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Longer than a worker holds an event, shorter than a signature is valid. */
    private static final Duration AHEAD = Duration.ofSeconds(150);

    /** Threads that are made when they are first needed: those that settle while a browser waits, and the JVM's. */
    private static final int MADE_WHEN_NEEDED = 24;

    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(1000, Duration.ofSeconds(2)));

    /** What requests and the job queue say while the database is away. */
    private static final Pattern WITHOUT_DATABASE =
            Pattern.compile("ProblemMappers: The database could not|RunUntilShutdown: |ExecutePicked: ");

    private static final ExecutorService BUYERS = Executors.newFixedThreadPool(AT_ONCE);
    private static final AtomicInteger PAID = new AtomicInteger();
    private static PostgresUnderTest postgres;
    private static StripeSandbox stripe;
    private static ServiceProcess steady;
    private static ServiceProcess killed;

    private record Buyer(Browser browser, Bought bought, String email) {}

    @BeforeAll
    static void start() {
        postgres = PostgresUnderTest.start();
        stripe =
                StripeSandbox.start(SandboxOptions.defaults().withManualDelays().withRetries(SOON));
        steady = instance();
        steady.client()
                .importCatalogue("sites: [ { slug: site, name: Site, origins: [\"" + ServiceUnderTest.SITE + "\"] } ]");
        steady.client().importCatalogue(ShopUnderTest.CATALOGUE);
        // One of them has to start while the other one and the crowd leave it a twentieth of the machine.
        steady.noteClasses(Duration.ZERO);
        killed = instance();
        Stream.of(steady, killed)
                .forEach(instance -> stripe.addWebhook(new SandboxOptions.Webhook(
                        webhook(instance), ShopUnderTest.WEBHOOK_SECRET, List.of("checkout.session.completed"), null)));
    }

    private static ServiceProcess instance() {
        return ServiceProcess.start(
                Map.of(
                        "database.url",
                        PostgresUnderTest.urlAt(postgres.port()),
                        "stripe.apiKey",
                        stripe.apiKey(),
                        "stripe.apiBase",
                        stripe.url(),
                        "stripe.webhookSecret",
                        ShopUnderTest.WEBHOOK_SECRET),
                Duration.ZERO);
    }

    private static String webhook(ServiceProcess instance) {
        return instance.client().url() + "/api/webhooks/stripe";
    }

    @AfterAll
    static void stop() {
        BUYERS.shutdownNow();
        steady.close();
        killed.close();
        stripe.close();
        postgres.close();
    }

    @Test
    void grantsEachOnceWhileAnInstanceIsKilledAndTheDatabaseCrashes() {
        List<Buyer> buyers = joined(IntStream.range(0, PURCHASES)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> begin(number), BUYERS)));
        Load before = Load.of(steady);

        List<CompletableFuture<Answer>> coming = buyers.stream()
                .map(buyer -> CompletableFuture.supplyAsync(() -> paysAndComesBack(buyer), BUYERS))
                .toList();
        await().atMost(PATIENCE).until(() -> PAID.get() >= PURCHASES / 4);
        killed.kill();
        await().atMost(PATIENCE).until(() -> PAID.get() >= PURCHASES / 2);
        postgres.crashAndRestart();
        killed.restart(AHEAD);

        assertThat(coming).map(CompletableFuture::join).allSatisfy(answer -> assertThat(
                        answer.json().get("entitlements"))
                .hasSize(2));
        everyWebhookArrives();
        Books.assertEqual(postgres.jdbi(), stripe.ledger());
        assertThat(grantsPerResource()).isEqualTo(Map.of("premium", PURCHASES, "archive", PURCHASES));
        nothingIsLeftBehind(before);
        nobodyHasToAct();
    }

    private static Buyer begin(int number) {
        Browser browser = (number % 2 == 0 ? steady : killed).client().browser();
        return new Buyer(browser, browser.buys("term_month"), "reader" + number + "@example.com");
    }

    private static Answer paysAndComesBack(Buyer buyer) {
        stripe.pay(buyer.bought().checkoutId(), TestCard.VISA, buyer.email());
        var tries = new AtomicInteger(PAID.incrementAndGet());
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> comesBack(buyer, tries.incrementAndGet() % 2 == 0 ? steady : killed), Optional::isPresent)
                .orElseThrow();
    }

    /** By way of one of the instances: what the token was exchanged for; empty if the page is to be loaded again. */
    private static Optional<Answer> comesBack(Buyer buyer, ServiceProcess instance) {
        try {
            Browser browser = buyer.browser().at(instance.client());
            return browser.open(buyer.bought().returnPath())
                    .header("Location")
                    .filter(page -> page.contains("token="))
                    .map(page -> page.replaceAll(".*token=([^&#]+).*", "$1"))
                    .map(token -> browser.post("api/purchases/exchange", "{\"token\":\"" + token + "\"}"))
                    .filter(answer -> answer.status() == 200);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static void everyWebhookArrives() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stripe.deliveries().all())
                        .hasSizeGreaterThanOrEqualTo(2 * PURCHASES)
                        .extracting(Delivery::state)
                        .containsOnly(Delivery.State.DELIVERED));
        assertThat(statuses(steady)).isSubsetOf(200, 503);
        assertThat(statuses(killed)).as("0 while it is gone").isSubsetOf(0, 200, 503);
    }

    private static List<Integer> statuses(ServiceProcess instance) {
        return stripe.deliveries().all().stream()
                .filter(delivery -> delivery.target().url().equals(webhook(instance)))
                .flatMap(delivery -> delivery.attempts().stream())
                .map(Attempt::status)
                .distinct()
                .toList();
    }

    private static Map<String, Integer> grantsPerResource() {
        return postgres.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        SELECT r.slug, count(*) AS granted FROM entitlement e JOIN resource r ON r.id = e.resource_id
                        GROUP BY r.slug
                        """)
                .setMapKeyColumn("slug")
                .setMapValueColumn("granted")
                .collectInto(new GenericType<Map<String, Integer>>() {}));
    }

    /** No connection that works or waits for somebody, and no more threads than before. */
    private static void nothingIsLeftBehind(Load before) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(busyConnections()).isZero();
            for (ServiceProcess instance : List.of(steady, killed)) {
                Load after = Load.of(instance);
                assertThat(after.connectionsInUse()).as("connections in use").isLessThanOrEqualTo(1);
                assertThat(after.waiting()).as("waiting for a connection").isZero();
                assertThat(after.ownThreads())
                        .as("threads beside those for requests")
                        .isLessThanOrEqualTo(before.ownThreads() + MADE_WHEN_NEEDED);
            }
        });
    }

    private static int busyConnections() {
        return postgres.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE application_name = 'fermata' AND state <> 'idle' AND state_change < now() - INTERVAL '1 second'
                        """)
                .mapTo(Integer.class)
                .one());
    }

    /** What it says about itself. */
    private record Load(int connectionsInUse, int waiting, int ownThreads) {

        static Load of(ServiceProcess instance) {
            JsonNode gauges = instance.client()
                    .get(instance.adminUrl() + "/metrics")
                    .json()
                    .get("gauges");
            String pool = "io.dropwizard.db.ManagedPooledDataSource.database.";
            return new Load(
                    gauge(gauges, pool + "active"),
                    gauge(gauges, pool + "waiting"),
                    gauge(gauges, "jvm.threads.count")
                            - gauge(gauges, "org.eclipse.jetty.util.thread.QueuedThreadPool.dw.size"));
        }

        private static int gauge(JsonNode gauges, String name) {
            assertThat(gauges.has(name)).as("a gauge named " + name).isTrue();
            return gauges.get(name).get("value").asInt();
        }
    }

    /** Everything is healthy, and the only errors are those of a time without a database. */
    private static void nobodyHasToAct() {
        for (ServiceProcess instance : List.of(steady, killed)) {
            // Health tells of trouble for a while after it is over.
            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer health = instance.client().get(instance.adminUrl() + "/healthcheck");
                assertThat(health.status()).as(health.body()).isEqualTo(200);
            });
            assertThat(instance.log())
                    .filteredOn(line -> line.contains(" ERROR "))
                    .allMatch(line -> WITHOUT_DATABASE.matcher(line).find());
        }
    }

    private static <T> List<T> joined(Stream<CompletableFuture<T>> work) {
        return work.toList().stream().map(CompletableFuture::join).toList();
    }
}
