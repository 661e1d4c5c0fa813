package dev.fermata.service.login;

import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface LoginLinkDao {

    @SqlUpdate(
            """
            INSERT INTO login_link (token_hash, email, device_session_id, return_url, data, created_at, expires_at)
            VALUES (:hash, :email, :browser, :returnUrl, CAST(:data AS jsonb), :now, :expiresAt)
            """)
    void insert(
            String hash,
            String email,
            @Nullable SessionId browser,
            String returnUrl,
            @Nullable String data,
            Instant now,
            Instant expiresAt);

    @SqlQuery(
            """
            SELECT email, device_session_id, return_url, data, expires_at, used_at FROM login_link WHERE token_hash = :hash
            """)
    Optional<LoginLink> byHash(String hash);

    /** Of any number that try, one gets true. */
    @SqlUpdate(
            """
            UPDATE login_link SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
            """)
    boolean use(String hash, Instant now);

    /** One request per address at a time, until the transaction ends. */
    @SqlQuery(
            """
            SELECT true FROM pg_advisory_xact_lock(hashtextextended('login_request ' || :email, 0))
            """)
    boolean lockAddress(String email);

    @SqlQuery(
            """
            SELECT count(*) FROM login_request WHERE email = :email AND created_at > :since
            """)
    int requestsSince(String email, Instant since);

    @SqlUpdate(
            """
            INSERT INTO login_request (id, email, created_at) VALUES (:id, :email, :now)
            """)
    void insertRequest(String id, String email, Instant now);

    @SqlUpdate("""
            DELETE FROM login_request WHERE created_at < :before
            """)
    int deleteRequests(Instant before);

    @SqlUpdate("""
            DELETE FROM login_link WHERE expires_at < :before
            """)
    int deleteLinks(Instant before);
}
