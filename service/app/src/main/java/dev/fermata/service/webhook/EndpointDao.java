package dev.fermata.service.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** {@code webhook_endpoint} and its secrets. */
interface EndpointDao {

    String COLUMNS =
            """
            SELECT id, url, description, event_types, enabled, disabled_reason, failing_since, created_at, updated_at
            FROM webhook_endpoint
            """;

    @SqlQuery(COLUMNS + "ORDER BY id")
    List<Endpoint> all();

    @SqlQuery(COLUMNS + "WHERE id = :id")
    Optional<Endpoint> find(EndpointId id);

    @SqlQuery(COLUMNS + "WHERE id = :id FOR UPDATE")
    Optional<Endpoint> lock(EndpointId id);

    @SqlQuery(COLUMNS + "WHERE idempotency_key = :key")
    Optional<Endpoint> findByKey(String key);

    @SqlQuery("SELECT asked_for FROM webhook_endpoint WHERE id = :id")
    String askedFor(EndpointId id);

    /** False if the key was used before. */
    @SqlUpdate(
            """
            INSERT INTO webhook_endpoint (id, url, description, event_types, enabled, idempotency_key, asked_for,
                created_at, updated_at)
            VALUES (:id, :url, :description, :eventTypes, true, :key, :askedFor, :now, :now)
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
    boolean insert(
            EndpointId id,
            String url,
            @Nullable String description,
            String[] eventTypes,
            @Nullable String key,
            @Nullable String askedFor,
            Instant now);

    @SqlUpdate(
            """
            UPDATE webhook_endpoint SET url = COALESCE(:url, url), description = COALESCE(:description, description),
                event_types = COALESCE(CAST(:eventTypes AS text[]), event_types),
                enabled = COALESCE(CAST(:enabled AS boolean), enabled),
                disabled_reason = CASE CAST(:enabled AS boolean)
                    WHEN true THEN NULL WHEN false THEN 'operator' ELSE disabled_reason END,
                failing_since = CASE WHEN CAST(:enabled AS boolean) AND NOT enabled THEN NULL ELSE failing_since END,
                updated_at = :now
            WHERE id = :id
            """)
    void change(
            EndpointId id,
            @Nullable String url,
            @Nullable String description,
            String @Nullable [] eventTypes,
            @Nullable Boolean enabled,
            Instant now);

    @SqlUpdate("UPDATE webhook_endpoint SET failing_since = NULL WHERE id = :id AND failing_since IS NOT NULL")
    void arrived(EndpointId id);

    /** Notes when it began to fail, and disables it if that is so long ago. */
    @SqlUpdate(
            """
            UPDATE webhook_endpoint SET failing_since = COALESCE(failing_since, :now),
                enabled = enabled AND COALESCE(failing_since, :now) > :tooLongAgo,
                disabled_reason = CASE WHEN enabled AND COALESCE(failing_since, :now) <= :tooLongAgo THEN 'failing'
                    ELSE disabled_reason END
            WHERE id = :id AND (failing_since IS NULL OR failing_since <= :tooLongAgo)
            """)
    void failed(EndpointId id, Instant now, Instant tooLongAgo);

    @SqlUpdate(
            """
            UPDATE webhook_endpoint SET enabled = false, disabled_reason = 'gone', updated_at = :now
            WHERE id = :id AND enabled
            """)
    void gone(EndpointId id, Instant now);

    @SqlUpdate("DELETE FROM webhook_endpoint WHERE id = :id")
    boolean delete(EndpointId id);

    /** Those that are signed with, the newest first, encrypted. */
    @SqlQuery(
            """
            SELECT secret FROM webhook_secret
            WHERE endpoint_id = :endpoint AND (expires_at IS NULL OR expires_at > :now) ORDER BY id DESC
            """)
    List<String> secrets(EndpointId endpoint, Instant now);

    @SqlUpdate("INSERT INTO webhook_secret (endpoint_id, secret, created_at) VALUES (:endpoint, :secret, :now)")
    void insertSecret(EndpointId endpoint, String secret, Instant now);

    @SqlUpdate("UPDATE webhook_secret SET expires_at = :at WHERE endpoint_id = :endpoint AND expires_at IS NULL")
    void expireSecret(EndpointId endpoint, Instant at);

    /** Leaves the newest ones. */
    @SqlUpdate(
            """
            DELETE FROM webhook_secret WHERE endpoint_id = :endpoint AND (expires_at <= :now OR id NOT IN (
                SELECT id FROM webhook_secret WHERE endpoint_id = :endpoint ORDER BY id DESC LIMIT :most))
            """)
    void pruneSecrets(EndpointId endpoint, int most, Instant now);
}
