package dev.fermata.service.webhook;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Writes {@code webhook_message} and {@code webhook_delivery}. */
interface OutboxDao {

    /** Stores each message, and one delivery for every endpoint that wants it; nothing if none does. */
    @SqlUpdate(
            """
            WITH wanted AS (
                SELECT m.id, m.type, m.body, e.id AS endpoint_id
                FROM unnest(CAST(:ids AS text[]), CAST(:types AS text[]), CAST(:bodies AS text[])) AS m (id, type, body)
                JOIN webhook_endpoint e ON cardinality(e.event_types) = 0
                    OR m.type = ANY (e.event_types) OR split_part(m.type, '.', 1) || '.*' = ANY (e.event_types)),
            message AS (
                INSERT INTO webhook_message (id, type, body, created_at)
                SELECT DISTINCT id, type, body, CAST(:now AS timestamptz) FROM wanted)
            INSERT INTO webhook_delivery (message_id, endpoint_id, state, next_attempt_at)
            SELECT id, endpoint_id, 'pending', :now FROM wanted
            """)
    int insert(String[] ids, String[] types, String[] bodies, Instant now);

    /** Stores one message for one endpoint, whatever that wants. */
    @SqlUpdate(
            """
            WITH message AS (
                INSERT INTO webhook_message (id, type, body, created_at) VALUES (:id, :type, :body, :now))
            INSERT INTO webhook_delivery (message_id, endpoint_id, state, next_attempt_at)
            VALUES (:id, :endpoint, 'pending', :now)
            """)
    void insertFor(EndpointId endpoint, String id, String type, String body, Instant now);
}
