package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Books;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The database full, busy, slow, silent, read-only or gone, while a payment is told of and readers come: every request ends soon and
 * in a way that says to come again, Stripe is asked to tell again, health says why; and when it is over all goes on by itself, and
 * the books are equal.
 */
class DatabaseOutageIT {

    /** What a request may take at most: the waits for a connection and for a statement, and a second. */
    private static final Duration BOUND = Duration.ofSeconds(3 + 4 + 1);

    private static final int AT_ONCE = 12;
    private static final String WRITTEN = "ARRAY['purchase', 'stripe_event', 'entitlement', 'device_session']";

    private static PostgresUnderTest postgres;
    private static TcpProxy wire;
    private static ShopUnderTest shop;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Jdbi database = postgres.jdbi();

    @BeforeAll
    static void start() {
        postgres = PostgresUnderTest.start();
        postgres.jdbi().useHandle(handle -> {
            handle.execute("CREATE ROLE fermata LOGIN");
            handle.execute("GRANT ALL ON SCHEMA public TO fermata");
        });
        wire = TcpProxy.to(postgres.port());
        shop = ShopUnderTest.start(Map.of(
                "database.url", PostgresUnderTest.urlAt(wire.port()),
                "database.user", "fermata",
                "database.maxConnections", "8",
                "masterKey", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
    }

    @AfterAll
    static void stop() {
        shop.close();
        wire.close();
        postgres.close();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /**
     * The kernel says that there is no space left: a write to the database is followed by one to a table whose file is
     * {@code /dev/full}.
     */
    @Test
    void goesOnByItselfAfterTheDiskWasFull() {
        database.useHandle(handle -> handle.execute("CREATE TABLE ballast (weight int)"));
        postgres.putOnFullDisk(database, "ballast");

        survives(
                () -> onEveryWrite("INSERT INTO ballast VALUES (1)"),
                DatabaseOutageIT::leaveWritesAlone,
                "its disk is full (53100)");
    }

    @Test
    void goesOnByItselfAfterTheDatabaseTookNoMoreConnections() {
        survives(
                () -> {
                    execute("ALTER ROLE fermata CONNECTION LIMIT 0");
                    execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'fermata'");
                },
                () -> execute("ALTER ROLE fermata CONNECTION LIMIT -1"),
                "it takes no more connections (53300)");
    }

    /** More requests than the pool has connections wait for the same lock. */
    @Test
    void goesOnByItselfAfterEveryConnectionWaitedForALock() {
        try (Handle other = database.open()) {
            survives(
                    () -> {
                        other.begin();
                        other.execute("LOCK TABLE purchase, stripe_event, device_session IN ACCESS EXCLUSIVE MODE");
                    },
                    other::rollback,
                    "a lock was waited for too long (55P03)");
        }
    }

    @Test
    void goesOnByItselfAfterStatementsTookTooLong() {
        survives(
                () -> onEveryWrite("PERFORM pg_sleep(60)"),
                DatabaseOutageIT::leaveWritesAlone,
                "a statement took too long (57014)");
    }

    @Test
    void goesOnByItselfAfterTheDatabaseCouldOnlyBeRead() {
        Browser reader = shop.browser();
        survives(
                () -> {
                    readOnly("on");
                    assertThat(reader.get("api/access?resource=premium").status())
                            .as("what is only read is answered")
                            .isEqualTo(200);
                },
                () -> readOnly("off"),
                "it can only be read (25006)");
    }

    /** As if the machine that it runs on hung. */
    @Test
    void goesOnByItselfAfterTheDatabaseWasSilent() {
        survives(postgres::suspend, postgres::resume, "it does not answer (08");
    }

    @Test
    void goesOnByItselfAfterTheDatabaseWasKilledAndStartedAgain() {
        survives(postgres::kill, postgres::restart, "it does not answer (08");
    }

    @Test
    void sellsOverASlowWire() {
        wire.delayAnswers(Duration.ofMillis(40));
        try {
            Browser reader = shop.browser();
            Bought bought = reader.buys("term_month");
            shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
            await().until(() -> reader.open(bought.returnPath()).status() == 303);
        } finally {
            wire.delayAnswers(Duration.ZERO);
        }
        Books.assertEqual(database, shop.stripe().ledger());
    }

    private void survives(Runnable outage, Runnable itsEnd, String why) {
        shop.advance(Duration.ofMinutes(2));
        shop.stripe().deliveries().hold();
        Browser reader = shop.browser();
        Bought bought = reader.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(health().get("healthy").asBoolean()).as(health().toString()).isTrue();

        outage.run();
        try {
            Future<?> told = threads.submit(this::assertStripeIsAskedToTellAgain);
            assertRequestsEndSoon(reader, bought);
            long start = System.nanoTime();
            assertThat(health().path("message").asText()).contains(why);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.multipliedBy(2));
            told.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            itsEnd.run();
        }
        assertGoesOn(reader, bought);
    }

    private void assertRequestsEndSoon(Browser reader, Bought bought) throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Browser stranger = shop.browser();
            answers.add(threads.submit(timed(() -> stranger.post("api/purchases", "{\"term_id\":\"term_month\"}"))));
        }
        Future<Answer> returned = threads.submit(timed(() -> reader.open(bought.returnPath())));
        for (Future<Answer> future : answers) {
            Answer answer = future.get();
            assertThat(answer.problem()).as(answer.body()).isEqualTo("database-unavailable");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
        }
        // The page that waits and looks again, or the problem.
        assertThat(returned.get().status()).isIn(200, 503);
        assertThat(returned.get().body()).doesNotContain("Exception", "SQL");
    }

    private static Callable<Answer> timed(Callable<Answer> request) {
        return () -> {
            long start = System.nanoTime();
            Answer answer = request.call();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            return answer;
        };
    }

    private void assertStripeIsAskedToTellAgain() {
        List<Delivery> held = shop.stripe().deliveries().all().stream()
                .filter(delivery -> delivery.state() == Delivery.State.HELD)
                .toList();
        assertThat(held).isNotEmpty();
        shop.stripe().deliveries().releaseInTurn(List.of(held.get(0).id()));
        await().atMost(BOUND.multipliedBy(2))
                .until(() -> !held.get(0).attempts().isEmpty());
        assertThat(held.get(0).attempts().get(0).status()).isEqualTo(503);
    }

    private void assertGoesOn(Browser reader, Bought bought) {
        shop.stripe().deliveries().release(Order.SHUFFLED);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            shop.advance(Duration.ofMinutes(20));
            assertThat(Books.differences(database, shop.stripe().ledger())).isEmpty();
        });
        assertThat(reader.open(bought.returnPath()).status()).isEqualTo(303);
        assertThat(reader.buys("term_day_pass").status()).isEqualTo(201);
        assertThat(health().get("healthy").asBoolean()).as(health().toString()).isTrue();
    }

    private static JsonNode health() {
        return shop.service()
                .get(shop.service().adminUrl() + "/healthcheck")
                .json()
                .get("database");
    }

    private static void onEveryWrite(String statement) {
        execute(
                """
                CREATE FUNCTION on_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN %s; RETURN NEW; END $$
                """
                        .formatted(statement));
        execute(
                """
                DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY %s LOOP
                    EXECUTE format('CREATE TRIGGER on_write BEFORE INSERT OR UPDATE ON %%I FOR EACH ROW
                        EXECUTE FUNCTION on_write()', t);
                END LOOP; END $$
                """
                        .formatted(WRITTEN));
    }

    private static void leaveWritesAlone() {
        execute("DROP FUNCTION on_write() CASCADE");
    }

    private static void readOnly(String value) {
        execute("ALTER SYSTEM SET default_transaction_read_only = " + value);
        execute("SELECT pg_reload_conf()");
    }

    private static void execute(String sql) {
        postgres.jdbi().useHandle(handle -> handle.execute(sql));
    }
}
