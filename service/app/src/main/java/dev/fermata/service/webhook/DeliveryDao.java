package dev.fermata.service.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The queue in {@code webhook_delivery}, one for each endpoint. */
interface DeliveryDao {

    /**
     * Takes what is due, of each enabled endpoint no more than so many at a time, for a while; what is not recorded by then is due
     * again.
     *
     * @param running the endpoints that are being sent to, each as often as it is
     */
    @SqlQuery(
            """
            WITH due AS (
                SELECT d.message_id, d.endpoint_id
                FROM webhook_endpoint e
                CROSS JOIN LATERAL (
                    SELECT message_id, endpoint_id FROM webhook_delivery
                    WHERE endpoint_id = e.id AND state = 'pending' AND next_attempt_at <= :now
                    ORDER BY next_attempt_at, message_id
                    LIMIT greatest(0, :atOnce - (SELECT count(*) FROM unnest(CAST(:running AS text[])) r WHERE r = e.id))
                    FOR UPDATE SKIP LOCKED) d
                WHERE e.enabled)
            UPDATE webhook_delivery d SET attempts = d.attempts + 1, next_attempt_at = :leasedUntil
            FROM due JOIN webhook_message m ON m.id = due.message_id JOIN webhook_endpoint e ON e.id = due.endpoint_id
            WHERE d.message_id = due.message_id AND d.endpoint_id = due.endpoint_id
            RETURNING d.message_id, d.endpoint_id, d.attempts, m.body, e.url, ARRAY(
                SELECT s.secret FROM webhook_secret s
                WHERE s.endpoint_id = e.id AND (s.expires_at IS NULL OR s.expires_at > :now)
                ORDER BY s.id DESC) AS secrets
            """)
    List<Delivery> take(Instant now, Instant leasedUntil, int atOnce, String[] running);

    /** Into the log, unless the message was deleted meanwhile. */
    @SqlUpdate(
            """
            INSERT INTO webhook_attempt (message_id, endpoint_id, started_at, latency_ms, status, error)
            SELECT message_id, endpoint_id, :a.startedAt, :a.latencyMs, :a.status, :a.error FROM webhook_delivery
            WHERE message_id = :messageId AND endpoint_id = :endpointId
            """)
    void log(@BindMethods Delivery delivery, @BindMethods("a") Attempt attempt);

    /** Whoever else sends it too: it has arrived. */
    @SqlUpdate(
            """
            UPDATE webhook_delivery SET state = 'delivered', next_attempt_at = NULL
            WHERE message_id = :messageId AND endpoint_id = :endpointId
            """)
    void arrived(@BindMethods Delivery delivery);

    /** Nothing, if somebody else sends it by now. */
    @SqlUpdate(
            """
            UPDATE webhook_delivery SET next_attempt_at = :at
            WHERE message_id = :messageId AND endpoint_id = :endpointId AND state = 'pending' AND attempts = :attempts
            """)
    void retry(@BindMethods Delivery delivery, Instant at);

    @SqlUpdate(
            """
            UPDATE webhook_delivery SET state = 'failed', next_attempt_at = NULL
            WHERE message_id = :messageId AND endpoint_id = :endpointId AND state = 'pending' AND attempts = :attempts
            """)
    void giveUp(@BindMethods Delivery delivery);

    /** Has what waits for an endpoint be due now, if it would be later. */
    @SqlUpdate(
            """
            UPDATE webhook_delivery SET next_attempt_at = :now
            WHERE endpoint_id = :endpoint AND state = 'pending' AND next_attempt_at > :now
            """)
    void hurry(EndpointId endpoint, Instant now);

    @SqlUpdate(
            """
            UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt_at = :now
            WHERE message_id = :message AND endpoint_id = :endpoint
            """)
    boolean again(EndpointId endpoint, String message, Instant now);

    @SqlUpdate(
            """
            UPDATE webhook_delivery d SET state = 'pending', attempts = 0, next_attempt_at = :now
            FROM webhook_message m
            WHERE m.id = d.message_id AND d.endpoint_id = :endpoint AND d.state = 'failed' AND m.created_at >= :since
            """)
    int recover(EndpointId endpoint, Instant since, Instant now);

    @SqlUpdate("DELETE FROM webhook_delivery WHERE endpoint_id = :endpoint")
    void deleteOf(EndpointId endpoint);

    /** Some of the messages that are older than that. */
    @SqlUpdate(
            """
            DELETE FROM webhook_message WHERE id IN (
                SELECT id FROM webhook_message WHERE created_at < :before ORDER BY created_at LIMIT :most)
            """)
    int prune(Instant before, int most);

    @SqlQuery(
            """
            SELECT count(*) FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.enabled
            WHERE d.state = 'pending'
            """)
    long waiting();

    /** Since when what waits longest to be sent at all has been due. */
    @SqlQuery(
            """
            SELECT min(d.next_attempt_at) FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.enabled
            WHERE d.state = 'pending'
            """)
    Optional<Instant> longestDue();

    @SqlQuery("SELECT count(*) FROM webhook_delivery WHERE state = 'failed'")
    long failed();
}
