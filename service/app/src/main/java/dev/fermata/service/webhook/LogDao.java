package dev.fermata.service.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What was sent, to be read. */
interface LogDao {

    /**
     * A message on its way to an endpoint, and how it went last.
     *
     * @param attempts since it was queued, or queued again
     */
    record Entry(
            String messageId,
            EndpointId endpointId,
            String type,
            DeliveryState state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            Instant createdAt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}

    String ENTRIES =
            """
            SELECT d.message_id, d.endpoint_id, m.type, d.state, d.attempts, d.next_attempt_at, m.created_at,
                a.status AS last_status, a.error AS last_error
            FROM webhook_delivery d JOIN webhook_message m ON m.id = d.message_id
            LEFT JOIN LATERAL (
                SELECT status, error FROM webhook_attempt
                WHERE message_id = d.message_id AND endpoint_id = d.endpoint_id ORDER BY id DESC LIMIT 1) a ON true
            """;

    /** The newest first. */
    @SqlQuery(
            ENTRIES
                    + """
                    WHERE d.endpoint_id = :endpoint AND (CAST(:state AS text) IS NULL OR d.state = :state)
                        AND (CAST(:before AS text) IS NULL OR d.message_id < :before)
                    ORDER BY d.message_id DESC LIMIT :most
                    """)
    List<Entry> entries(EndpointId endpoint, @Nullable DeliveryState state, @Nullable String before, int most);

    @SqlQuery(ENTRIES + "WHERE d.endpoint_id = :endpoint AND d.message_id = :message")
    Optional<Entry> entry(EndpointId endpoint, String message);

    @SqlQuery("SELECT body FROM webhook_message WHERE id = :message")
    String body(String message);

    /** The oldest first. */
    @SqlQuery(
            """
            SELECT started_at, latency_ms, status, error FROM webhook_attempt
            WHERE message_id = :message AND endpoint_id = :endpoint ORDER BY id
            """)
    List<Attempt> attempts(EndpointId endpoint, String message);
}
