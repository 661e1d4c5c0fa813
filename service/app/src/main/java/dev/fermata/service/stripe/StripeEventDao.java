package dev.fermata.service.stripe;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface StripeEventDao {

    /** False if the event is stored already. */
    @SqlUpdate(
            """
            INSERT INTO stripe_event (account, event_id, type, object_id, livemode, payload, state, next_attempt_at,
                occurred_at, received_at, finished_at, swept)
            VALUES (:account, :id, :type, :objectId, :livemode, :payload, :state,
                CASE :state WHEN 'pending' THEN CAST(:now AS timestamptz) END, :occurredAt, :now,
                CASE :state WHEN 'pending' THEN NULL ELSE CAST(:now AS timestamptz) END, :swept)
            ON CONFLICT (account, event_id) DO NOTHING
            """)
    boolean insert(
            @BindMethods StripeEvent event, String payload, StripeEvents.State state, boolean swept, Instant now);

    /** Notes that the webhook told of it after all. */
    @SqlUpdate("UPDATE stripe_event SET swept = false WHERE account = :account AND event_id = :id AND swept")
    void told(@BindMethods StripeEvent event);

    /** Takes the next due event for a while; if it is not finished by then, it is due again. */
    @SqlQuery(
            """
            UPDATE stripe_event SET attempts = attempts + 1, next_attempt_at = :leasedUntil
            WHERE (account, event_id) = (
                SELECT account, event_id FROM stripe_event
                WHERE state = 'pending' AND next_attempt_at <= :now
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING event_id AS id, type, account, livemode, object_id, attempts
            """)
    Optional<StripeEvents.Taken> take(Instant now, Instant leasedUntil);

    @SqlUpdate(
            """
            UPDATE stripe_event SET state = :state, finished_at = :now, next_attempt_at = NULL, last_error = NULL
            WHERE account = :account AND event_id = :id AND state = 'pending'
            """)
    void finish(String account, String id, StripeEvents.State state, Instant now);

    @SqlUpdate(
            """
            UPDATE stripe_event SET state = :state, next_attempt_at = :nextAttemptAt, last_error = :error
            WHERE account = :account AND event_id = :id AND state = 'pending'
            """)
    void fail(String account, String id, StripeEvents.State state, Instant nextAttemptAt, String error);

    @SqlQuery("SELECT count(*) FROM stripe_event WHERE state = 'dead'")
    long dead();

    @SqlQuery("SELECT min(received_at) FROM stripe_event WHERE state = 'pending'")
    Optional<Instant> oldestPending();
}
