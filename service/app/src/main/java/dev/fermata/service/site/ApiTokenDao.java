package dev.fermata.service.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Reads and writes {@code api_token}. */
interface ApiTokenDao {

    @SqlUpdate(
            """
            INSERT INTO api_token (id, name, token_hash, scopes, created_at)
            VALUES (:id, :name, :hash, :scopes, :now)
            ON CONFLICT (token_hash) DO NOTHING""")
    int insert(String id, String name, String hash, List<String> scopes, Instant now);

    @SqlQuery(
            """
            SELECT id, name, scopes, created_at, last_used_at, revoked_at
              FROM api_token
             WHERE token_hash = :hash""")
    Optional<ApiToken> byHash(String hash);

    @SqlQuery(
            """
            SELECT id, name, scopes, created_at, last_used_at, revoked_at
              FROM api_token
             ORDER BY created_at, id""")
    List<ApiToken> all();

    /** Not on every use: a row that is written a thousand times a second would only be in the way. */
    @SqlUpdate(
            """
            UPDATE api_token
               SET last_used_at = :now
             WHERE id = :id AND (last_used_at IS NULL OR last_used_at + INTERVAL '1 minute' < :now)""")
    int used(String id, Instant now);

    @SqlUpdate("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
    int revoke(String id, Instant now);
}
