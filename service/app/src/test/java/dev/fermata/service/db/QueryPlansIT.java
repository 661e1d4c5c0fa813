package dev.fermata.service.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.DatabaseUnderTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the database goes about the queries that somebody waits for, on tables that are too large to be read through.
 * {@code -Dfermata.query-plans.write=true} writes the page anew.
 */
class QueryPlansIT {

    private static final Path PAGE = Path.of("../../docs/query-plans.md");
    private static final String BEGIN = "<!-- plans -->\n";
    private static final String END = "<!-- /plans -->";

    /** What is asked while a reader or Stripe waits, and what a worker or a sweep asks over and over. */
    private static final List<String> HOT = List.of(
            "session.SessionDao.byHandle",
            "session.SessionDao.byId",
            "session.SessionDao.lock",
            "session.SessionDao.touch",
            "session.SessionDao.replaceHandle",
            "session.SessionDao.endAll",
            "member.MemberDao.byId",
            "member.MemberDao.byEmail",
            "entitlement.EntitlementDao.activeOfMember",
            "entitlement.EntitlementDao.activeOfBrowser",
            "entitlement.EntitlementDao.ofPurchase",
            "entitlement.EntitlementDao.ofPurchaseInBrowser",
            "entitlement.EntitlementDao.unended",
            "entitlement.EntitlementDao.unendedInBrowser",
            "entitlement.EntitlementDao.lock",
            "entitlement.EntitlementDao.ends",
            "purchase.PurchaseDao.find",
            "purchase.PurchaseDao.lock",
            "purchase.PurchaseDao.findByCheckout",
            "purchase.PurchaseDao.findByPayment",
            "purchase.PurchaseDao.unfinished",
            "purchase.PurchaseDao.unsettled",
            "purchase.PurchaseDao.isHeld",
            "purchase.PurchaseDao.opened",
            "purchase.PurchaseTokenDao.find",
            "purchase.PurchaseTokenDao.use",
            "stripe.StripeEventDao.take",
            "stripe.StripeEventDao.finish",
            "stripe.StripeEventDao.fail",
            "stripe.StripeEventDao.oldestPending",
            "login.LoginLinkDao.byHash",
            "login.LoginLinkDao.use",
            "login.LoginLinkDao.requestsSince");

    /** Enough that reading a table through would cost more than going by an index. */
    private static final List<String> FILL = List.of(
            "INSERT INTO resource SELECT 'res_' || i, 'r' || i, 'r', now() FROM generate_series(1, 3) i",
            "INSERT INTO offer VALUES ('off_1', 'o', 'o', NULL, now())",
            "INSERT INTO term VALUES ('term_1', 'off_1', 1, 1, NULL, now())",
            "INSERT INTO term_version VALUES ('term_1', 1, 't', 999, 'EUR', 'P1M', 'extend', 'revoke', 'keep', 'suspend', now())",
            """
            INSERT INTO member (id, email, email_key, created_at, updated_at)
            SELECT 'mem_' || i, i || '@example.com', i || '@example.com', now(), now() FROM generate_series(1, 20000) i
            """,
            """
            INSERT INTO device_session (id, handle_hash, member_id, authenticated_at, created_at, last_seen_at, expires_at)
            SELECT 'ses_' || i, 'h' || i, 'mem_' || i, now(), now(), now(), now() + interval '1 year'
            FROM generate_series(1, 20000) i
            """,
            """
            INSERT INTO purchase (id, term_id, term_version, amount, currency, buyer, buyer_member_id, device_session_id, base_url,
                return_url, member_id, payment, delivery, money_back, checkout_id, checkout_attempt, checkout_expires_at,
                payment_id, version, created_at, updated_at)
            SELECT 'pur_' || i, 'term_1', 1, 999, 'EUR', 'buyer_' || i, 'mem_' || m, 'ses_' || m, 'b', 'r', 'mem_' || m,
                CASE WHEN i % 500 = 0 THEN 'open' ELSE 'paid' END,
                CASE WHEN i % 500 = 0 THEN 'unfulfilled' ELSE 'fulfilled' END, 'none',
                'cs_' || i, 1, now(), 'pi_' || i, 1, now() - i * interval '1 minute', now()
            FROM (SELECT i, 1 + i % 20000 AS m FROM generate_series(1, 50000) i) it
            """,
            """
            INSERT INTO entitlement (id, member_id, resource_id, purchase_id, started_at, ended_at, duration, created_at)
            SELECT 'ent_' || id, member_id, 'res_1', id, created_at, created_at + interval '1 month', 'P1M', created_at FROM purchase
            """,
            """
            INSERT INTO purchase_token (token_hash, purchase_id, device_session_id, created_at, expires_at)
            SELECT 'h' || id, id, device_session_id, now(), now() FROM purchase
            """,
            """
            INSERT INTO stripe_event (account, event_id, type, object_id, livemode, payload, state, next_attempt_at, occurred_at,
                received_at, finished_at)
            SELECT '', 'evt_' || i, 'charge.refunded', 'ch_' || i, false, '{}', CASE WHEN i % 500 = 0 THEN 'pending' ELSE 'done' END,
                CASE WHEN i % 500 = 0 THEN now() END, now(), now(), CASE WHEN i % 500 <> 0 THEN now() END
            FROM generate_series(1, 50000) i
            """,
            """
            INSERT INTO login_link (token_hash, email, return_url, created_at, expires_at)
            SELECT 'h' || i, i || '@example.com', 'r', now(), now() FROM generate_series(1, 20000) i
            """,
            "INSERT INTO login_request SELECT 'l' || i, i || '@example.com', now() FROM generate_series(1, 20000) i",
            // So that every row is looked at, and the plans do not hang on which ones were.
            "SET default_statistics_target = 200",
            "ANALYZE");

    @TempDir
    private static Path directory;

    private static Database database;

    @BeforeAll
    static void fill() {
        database = DatabaseUnderTest.startPatientIn(directory);
        database.jdbi().useHandle(handle -> FILL.forEach(handle::execute));
    }

    @AfterAll
    static void close() throws Exception {
        database.stop();
    }

    @Test
    void readsNoTableThroughWhereSomebodyWaits() {
        for (String query : HOT) {
            assertThat(plan(query))
                    .as(query)
                    .doesNotContainPattern(
                            "Seq Scan on (member|device_session|purchase|entitlement|purchase_token|stripe_event|login_)");
        }
    }

    @Test
    void isAsThePageOfQueryPlansSays() throws IOException {
        String plans = HOT.stream()
                .map(query -> "### " + query + "\n\n```\n" + plan(query) + "\n```\n")
                .collect(Collectors.joining("\n"));
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));
        if (Boolean.getBoolean("fermata.query-plans.write")) {
            Files.writeString(PAGE, before + plans + after);
        } else {
            assertThat(before + plans + after).isEqualTo(page);
        }
    }

    /** The plan's steps, without costs and values. */
    private static String plan(String query) {
        Method method = method(query);
        String sql = method.isAnnotationPresent(SqlQuery.class)
                ? method.getAnnotation(SqlQuery.class).value()
                : method.getAnnotation(SqlUpdate.class).value();
        return database.jdbi().withHandle(handle -> explain(handle, sql, method).stream()
                .filter(line -> line.contains("->") || !line.startsWith(" "))
                .collect(Collectors.joining("\n")));
    }

    private static List<String> explain(Handle handle, String sql, Method method) {
        handle.execute("SET plan_cache_mode = force_custom_plan");
        Query explained = handle.createQuery("EXPLAIN (COSTS OFF) " + sql);
        for (Parameter parameter : method.getParameters()) {
            explained.bindByType(parameter.getName(), example(parameter.getType()), parameter.getType());
        }
        return explained.mapTo(String.class).list();
    }

    private static Method method(String query) {
        int dot = query.lastIndexOf('.');
        try {
            Class<?> dao = Class.forName("dev.fermata.service." + query.substring(0, dot));
            return Arrays.stream(dao.getDeclaredMethods())
                    .filter(it -> it.getName().equals(query.substring(dot + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Object example(Class<?> type) {
        if (type == Instant.class) {
            return Instant.now();
        } else if (type == int.class) {
            return 10;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return false;
        } else if (type == String[].class) {
            return new String[] {"x"};
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == String.class) {
            return "x";
        }
        try {
            var constructor = type.getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            return constructor.newInstance("x");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " has no example", e);
        }
    }
}
