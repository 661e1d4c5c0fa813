package dev.fermata.service.stripe;

import java.time.Instant;
import java.util.List;
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

    /** Has it worked on anew, as if it had just come, if it was given up or ignored. */
    @SqlUpdate(
            """
            UPDATE stripe_event SET state = 'pending', attempts = 0, next_attempt_at = :now, received_at = :now,
                finished_at = NULL, last_error = NULL
            WHERE account = :account AND event_id = :id AND state IN ('dead', 'ignored')
            """)
    boolean again(@BindMethods StripeEvent event, Instant now);

    /** Takes the next due events for a while; what is not finished by then is due again. */
    @SqlQuery(
            """
            WITH due AS MATERIALIZED (
                SELECT account, event_id FROM stripe_event
                WHERE state = 'pending' AND next_attempt_at <= :now
                ORDER BY next_attempt_at LIMIT :most FOR UPDATE SKIP LOCKED)
            UPDATE stripe_event e SET attempts = attempts + 1, next_attempt_at = :leasedUntil
            FROM due WHERE e.account = due.account AND e.event_id = due.event_id
            RETURNING e.event_id AS id, e.type, e.account, e.livemode, e.object_id, e.attempts
            """)
    List<StripeEvents.Taken> take(Instant now, Instant leasedUntil, int most);

    /** Says {@code finished_at} and not {@code state}, lest the key be passed over for the index of those that wait. */
    @SqlUpdate(
            """
            UPDATE stripe_event e SET state = :state, finished_at = :now, next_attempt_at = NULL, last_error = NULL
            FROM unnest(CAST(:accounts AS text[]), CAST(:ids AS text[])) AS done (account, event_id)
            WHERE e.account = done.account AND e.event_id = done.event_id AND e.finished_at IS NULL
            """)
    void finish(String[] accounts, String[] ids, StripeEvents.State state, Instant now);

    @SqlUpdate(
            """
            UPDATE stripe_event SET state = :state, next_attempt_at = :nextAttemptAt, last_error = :error
            WHERE account = :account AND event_id = :id AND state = 'pending'
            """)
    void fail(String account, String id, StripeEvents.State state, Instant nextAttemptAt, String error);

    @SqlQuery("SELECT count(*) FROM stripe_event WHERE state = 'dead'")
    long dead();

    /** The ids of those that were given up first. */
    @SqlQuery("SELECT event_id FROM stripe_event WHERE state = 'dead' ORDER BY received_at LIMIT :most")
    List<String> firstDead(int most);

    /** Gathers what is pending first: by the index on the time alone all that is done would be read, when nothing is pending. */
    @SqlQuery(
            """
            WITH pending AS MATERIALIZED (SELECT received_at FROM stripe_event WHERE state = 'pending')
            SELECT min(received_at) FROM pending
            """)
    Optional<Instant> oldestPending();
}
