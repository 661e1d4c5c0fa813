package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Answer;
import dev.fermata.service.Books;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.SandboxOptions;
import dev.fermata.stripesandbox.StripeSandbox;
import dev.fermata.stripesandbox.control.Ledger.Entry;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.RetrySchedule;
import dev.fermata.stripesandbox.event.WebhookSender.SignatureTime;
import dev.fermata.stripesandbox.payment.TestCard;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The service is killed at each of its steps: before and after each kind of commit and each kind of question to Stripe, where it first
 * comes to it, or with {@code -Dfermata.crash=every} wherever it comes to it. It is started again, the buyer and Stripe do what they
 * would, and the books are as if nothing had been.
 */
class CrashIT {

    /** Longer than a worker holds an event, shorter than a checkout page lives. */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    /** Stripe asks again at once, and as often as it takes until the service is back. */
    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(1000, Duration.ofMillis(200)));

    private static final String SITE =
            "sites: [ { slug: site, name: Site, origins: [\"" + ServiceUnderTest.SITE + "\"] } ]";

    private static final boolean EVERY_STEP = "every".equals(System.getProperty("fermata.crash"));

    /** What happens, and of what others are told then. */
    enum Scenario {
        /** The browser comes back, then the events arrive, then some of the money is given back. */
        RETURN_FIRST(Map.of("purchase.partially_refunded", 1)),
        /** The events arrive, then the browser comes back. */
        EVENT_FIRST(Map.of()),
        /** As before, then the buyer's bank asks for the money, and leaves it to the seller. */
        DISPUTED(Map.of(
                "purchase.disputed", 1,
                "entitlement.suspended", 2,
                "purchase.dispute_won", 1,
                "entitlement.reinstated", 2));

        private final Map<String, Integer> messages =
                new HashMap<>(Map.of("purchase.started", 1, "purchase.paid", 1, "entitlement.granted", 2));

        Scenario(Map<String, Integer> more) {
            messages.putAll(more);
        }
    }

    private static final Steps STEPS = new Steps();
    private static PostgresUnderTest postgres;
    private static StripeSandbox stripe;
    private static TcpProxy toPostgres;
    private static TcpProxy toStripe;
    private static ToldServer others;
    private static ServiceProcess service;
    private static Duration ahead = Duration.ZERO;
    private static int buyers;

    @BeforeAll
    static void start() {
        postgres = PostgresUnderTest.start();
        stripe = StripeSandbox.start(SandboxOptions.defaults()
                .withManualDelays()
                .withRetries(SOON)
                .withSignatureTime(SignatureTime.SANDBOX));
        toPostgres = TcpProxy.to(postgres.port(), () -> new CommitTap(STEPS));
        toStripe = TcpProxy.to(stripe.port(), () -> new CallTap(STEPS));
        others = new ToldServer();
        var settings = new HashMap<>(ToldServer.SETTINGS);
        settings.putAll(Map.of(
                "database.url",
                PostgresUnderTest.urlAt(toPostgres.port()),
                "stripe.apiKey",
                stripe.apiKey(),
                "stripe.apiBase",
                "http://localhost:" + toStripe.port(),
                "stripe.webhookSecret",
                ShopUnderTest.WEBHOOK_SECRET,
                "stripe.eventWorkers",
                "1"));
        service = ServiceProcess.start(settings, ahead);
        service.client().importCatalogue(SITE);
        service.client().importCatalogue(ShopUnderTest.CATALOGUE);
        stripe.addWebhook(service.client().url() + "/api/webhooks/stripe", ShopUnderTest.WEBHOOK_SECRET);
        others.registerWith(service.client());
    }

    @AfterAll
    static void stop() {
        service.close();
        others.close();
        toStripe.close();
        toPostgres.close();
        stripe.close();
        postgres.close();
    }

    /** The steps of a run that nobody disturbs; each kind once, unless every one is wanted. */
    static List<Arguments> steps() {
        List<Arguments> all = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            STEPS.begin("", () -> {});
            int known = new CrashIT().play(scenario);
            STEPS.seen().stream()
                    .skip(known)
                    // Whoever is killed before a question leaves what the step before it left.
                    .filter(step -> EVERY_STEP || step.endsWith(" #1") && !step.startsWith("before GET"))
                    .forEach(step -> all.add(Arguments.of(scenario, step)));
        }
        // It has loaded what it needs by now; it is restarted so often that it pays to note that.
        service.noteClasses(ahead);
        return all;
    }

    @ParameterizedTest(name = "{0}: killed {1}")
    @MethodSource("steps")
    void leavesTheSameBooksWhereverItIsKilled(Scenario scenario, String step) {
        STEPS.begin(step, service::kill);

        play(scenario);

        // How often a step is made again depends on who comes first, the browser or a worker; that it is made does not.
        if (step.endsWith(" #1")) {
            await().untilAsserted(() -> assertThat(STEPS.isAhead())
                    .as("the step was not made: " + STEPS.seen())
                    .isFalse());
        }
        Books.assertEqual(postgres.jdbi(), stripe.ledger());
    }

    /** Returns after how many steps the scenario is another one than those before it. */
    private int play(Scenario scenario) {
        String email = "reader" + buyers++ + "@example.com";
        if (scenario == Scenario.RETURN_FIRST) {
            stripe.deliveries().hold();
        }
        Browser browser = service.client().browser();

        Bought bought = again(() -> browser.buys("term_month"));
        int known = scenario == Scenario.RETURN_FIRST ? 0 : STEPS.seen().size();
        stripe.pay(bought.checkoutId(), TestCard.VISA, email);
        if (scenario != Scenario.RETURN_FIRST) {
            awaitEvents();
        }
        comesBack(browser, bought);
        if (scenario == Scenario.RETURN_FIRST) {
            stripe.deliveries().release(Order.AS_HAPPENED);
            awaitEvents();
            refund(bought);
        }
        if (scenario == Scenario.DISPUTED) {
            known = STEPS.seen().size();
            String dispute = stripe.dispute(bought.checkoutId()).get("id").asText();
            awaitEvents();
            stripe.bank().win(dispute);
        }
        awaitEvents();
        awaitMessages(bought, scenario);
        assertThat(stripe.ledger().paid().stream().map(Entry::email).filter(email::equals))
                .as("payments of this buyer")
                .hasSize(1);
        return known;
    }

    /** A buyer reloads the page until it says how it ended; a token whose answer was lost is followed by another. */
    private void comesBack(Browser browser, Bought bought) {
        Answer exchanged = again(() -> {
            Answer back = await().atMost(Duration.ofSeconds(30))
                    .pollInSameThread()
                    .until(() -> browser.open(bought.returnPath()), page -> page.status() == 303);
            String token = back.header("Location").orElseThrow().replaceAll(".*token=([^&#]+).*", "$1");
            return browser.post("api/purchases/exchange", "{\"token\":\"" + token + "\"}");
        });
        assertThat(exchanged.status()).as(exchanged.body()).isEqualTo(200);
        assertThat(exchanged.json().get("entitlements")).hasSize(2);
    }

    private void refund(Bought bought) {
        Answer refunded = again(() -> service.client()
                .post(
                        "api/v1/purchases/" + bought.purchaseId() + "/refunds",
                        "{\"amount\":500}",
                        "Authorization",
                        "Bearer " + ServiceUnderTest.API_TOKEN,
                        "Idempotency-Key",
                        "refund-of-" + bought.purchaseId()));
        assertThat(refunded.status()).as(refunded.body()).isBetween(200, 201);
    }

    /** Does it, and if the service is killed meanwhile, does it again once it is back. */
    private static <T> T again(Supplier<T> act) {
        try {
            return act.get();
        } catch (UncheckedIOException e) {
            if (!service.endsSoon()) {
                throw e;
            }
            restart();
            return act.get();
        }
    }

    private static void restart() {
        ahead = ahead.plus(OUTAGE);
        service.restart(ahead);
        stripe.advance(OUTAGE);
    }

    /** Until Stripe was told that everything has arrived, and everything that arrived is worked on. */
    private static void awaitEvents() {
        awaitAlive(() -> {
            assertThat(stripe.deliveries().all())
                    .extracting(Delivery::state)
                    .as("deliveries")
                    .containsOnly(Delivery.State.DELIVERED);
            assertThat(Books.unfinished(postgres.jdbi())).isEmpty();
        });
    }

    /** Until others know, and we know that they do. */
    private static void awaitMessages(Bought bought, Scenario scenario) {
        awaitAlive(() -> {
            long onTheirWay = postgres.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT count(*) FROM webhook_delivery WHERE state <> 'delivered'")
                    .mapTo(Long.class)
                    .one());
            assertThat(onTheirWay).as("messages on their way").isZero();
            assertThat(others.toldOf(bought.purchaseId())).isEqualTo(scenario.messages);
        });
    }

    private static void awaitAlive(ThrowingRunnable assertions) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    if (!service.isAlive()) {
                        restart();
                    }
                    assertions.run();
                });
    }
}
