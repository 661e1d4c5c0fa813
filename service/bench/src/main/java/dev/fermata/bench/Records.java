package dev.fermata.bench;

import dev.fermata.service.purchase.PurchaseId;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The database, past the service: fills it before, and looks afterwards. */
final class Records {

    /** Readers that are signed in; each buys once. */
    static final int READERS = 100_000;

    private static final String HASH =
            "rtrim(translate(encode(sha256(convert_to('bench-' || i, 'UTF8')), 'base64'), '+/', '-_'), '=')";

    private final Jdbi jdbi;

    Records(String url) {
        this.jdbi = Jdbi.create(url);
        jdbi.useHandle(tx -> tx.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements"));
    }

    /** Signed-in readers with the handles {@code bench-1} and so on; the first few may read {@code premium}. */
    void addReaders(int entitled) {
        jdbi.useHandle(tx -> {
            tx.execute(
                    """
                    INSERT INTO member (id, email, email_key, created_at, updated_at)
                    SELECT 'mem_bench' || i, 'reader' || i || '@example.com', 'reader' || i || '@example.com', now(), now()
                    FROM generate_series(1, ?) i
                    """,
                    READERS);
            tx.execute(
                    """
                    INSERT INTO device_session (id, handle_hash, member_id, authenticated_at, method, created_at, last_seen_at, expires_at)
                    SELECT 'ses_bench' || i, %s, 'mem_bench' || i, now(), 'login', now(), now(), now() + interval '1 year'
                    FROM generate_series(1, ?) i
                    """
                            .formatted(HASH),
                    READERS);
            tx.execute(
                    """
                    INSERT INTO entitlement (id, member_id, resource_id, started_at, ended_at, duration, created_at)
                    SELECT 'ent_bench' || i, 'mem_bench' || i, (SELECT id FROM resource WHERE slug = 'premium'),
                           now(), now() + interval '1 month', 'P1M', now()
                    FROM generate_series(1, ?) i
                    """,
                    entitled);
        });
    }

    /** So many purchases of the past, half of them still running, with all that came of them. */
    void addPurchases(int purchases) {
        for (String sql : PAST) {
            jdbi.useHandle(tx -> tx.createUpdate(sql)
                    .bind("purchases", purchases)
                    .bind("readers", READERS)
                    .execute());
        }
    }

    private static final List<String> PAST = List.of(
            """
            INSERT INTO purchase (id, term_id, term_version, amount, currency, buyer, buyer_member_id, device_session_id,
                base_url, return_url, member_id, payment, delivery, money_back, provider_account, livemode, checkout_id,
                checkout_attempt, checkout_expires_at, payment_id, charge_id, amount_paid, version, created_at, paid_at, updated_at)
            SELECT 'pur_past' || i, 'term_past', 1, 999, 'EUR', m, m, 'ses_bench' || r, 'http://localhost/',
                'http://localhost/', m, 'paid', 'fulfilled', 'none', 'acct_sandbox', false, 'cs_past' || i, 1, t,
                'pi_past' || i, 'ch_past' || i, 999, 2, t, t, t
            FROM (SELECT i, 1 + i % :readers AS r, 'mem_bench' || 1 + i % :readers AS m,
                         now() - i * interval '62 days' / :purchases AS t
                  FROM generate_series(1, :purchases) i) past
            """,
            """
            INSERT INTO entitlement (id, member_id, resource_id, purchase_id, started_at, ended_at, duration, created_at)
            SELECT 'ent_' || p.id, p.member_id, r.id, p.id, p.paid_at, p.paid_at + interval '1 month', 'P1M', p.paid_at
            FROM purchase p, resource r WHERE p.term_id = 'term_past' AND r.slug = 'archive' AND :readers > 0 AND :purchases > 0
            """,
            """
            INSERT INTO member_event (id, type, member_id, purchase_id, data, occurred_at)
            SELECT 'evt_' || id, 'purchase', member_id, id, '{"amount": 999}', paid_at
            FROM purchase WHERE term_id = 'term_past' AND :readers > 0 AND :purchases > 0
            """,
            """
            INSERT INTO stripe_event (account, event_id, type, object_id, livemode, payload, state, attempts,
                occurred_at, received_at, finished_at)
            SELECT '', 'evt_past' || i, 'checkout.session.completed', 'cs_past' || i, false, repeat('payload ', 40), 'done', 1,
                   t, t, t
            FROM (SELECT i, now() - i * interval '62 days' / :purchases AS t FROM generate_series(1, :purchases) i) past
            WHERE :readers > 0
            """);

    /** A purchase of two resources, whose checkout is open; of a reader, who is another each time. */
    PurchaseId addOpenPurchase(int number) {
        PurchaseId id = PurchaseId.next();
        jdbi.useHandle(tx -> tx.createUpdate(OPEN)
                .bind("id", id.value())
                .bind("reader", 1 + number % READERS)
                .execute());
        return id;
    }

    private static final String OPEN =
            """
            INSERT INTO purchase (id, term_id, term_version, amount, currency, buyer, buyer_member_id, device_session_id,
                base_url, return_url, payment, delivery, money_back, provider_account, livemode, checkout_id,
                checkout_attempt, checkout_expires_at, version, created_at, updated_at)
            VALUES (:id, 'term_month', 1, 999, 'EUR', :id, 'mem_bench' || :reader, 'ses_bench' || :reader, 'http://localhost/',
                'http://localhost/', 'open', 'unfulfilled', 'none', 'acct_sandbox', false, 'cs_' || :id,
                1, now() + interval '1 hour', 1, now(), now())
            """;

    void analyze() {
        jdbi.useHandle(tx -> tx.execute("VACUUM ANALYZE"));
    }

    long count(String sql) {
        return jdbi.withHandle(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    List<String> texts(String sql) {
        return jdbi.withHandle(tx -> tx.createQuery(sql).mapTo(String.class).list());
    }

    /** Returns when the query counts so many. */
    void await(String sql, long expected, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try (Handle tx = jdbi.open()) {
            while (tx.createQuery(sql).mapTo(Long.class).one() != expected) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Not " + expected + " in time: " + sql);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the database spent its time on, for whoever wants to know why. */
    List<String> costliest() {
        return texts(
                """
                SELECT format('%s calls, %s ms each, %s ms in all: %s', calls, round(mean_exec_time::numeric, 3),
                              round(total_exec_time::numeric), left(regexp_replace(query, '\\s+', ' ', 'g'), 110))
                FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 15
                """);
    }

    void forgetCosts() {
        jdbi.useHandle(tx -> tx.execute("SELECT pg_stat_statements_reset()"));
    }
}
