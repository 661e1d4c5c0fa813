package dev.fermata.service.session;

import dev.fermata.service.member.MemberId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface SessionDao {

    @SqlQuery(
            """
            SELECT id, member_id, authenticated_at, created_at, last_seen_at, expires_at FROM device_session
            WHERE handle_hash = :hash AND ended_at IS NULL AND expires_at > :now
            """)
    Optional<DeviceSession> byHandle(String hash, Instant now);

    @SqlQuery(
            """
            SELECT id, member_id, authenticated_at, created_at, last_seen_at, expires_at FROM device_session
            WHERE id = :id AND ended_at IS NULL AND expires_at > :now
            """)
    Optional<DeviceSession> byId(SessionId id, Instant now);

    @SqlQuery(
            """
            SELECT id, member_id, authenticated_at, created_at, last_seen_at, expires_at FROM device_session
            WHERE id = :id AND ended_at IS NULL AND expires_at > :now
            FOR UPDATE
            """)
    Optional<DeviceSession> lock(SessionId id, Instant now);

    @SqlUpdate(
            """
            INSERT INTO device_session (id, handle_hash, user_agent, created_at, last_seen_at, expires_at)
            VALUES (:id, :hash, :userAgent, :now, :now, :expiresAt)
            """)
    void insert(SessionId id, String hash, @Nullable String userAgent, Instant now, Instant expiresAt);

    @SqlUpdate(
            """
            UPDATE device_session SET last_seen_at = :now, expires_at = :expiresAt
            WHERE id = :id AND last_seen_at = :lastSeenAt AND ended_at IS NULL
            """)
    boolean touch(SessionId id, Instant lastSeenAt, Instant now, Instant expiresAt);

    @SqlUpdate(
            """
            UPDATE device_session SET handle_hash = :hash, last_seen_at = :now, expires_at = :expiresAt
            WHERE id = :id AND ended_at IS NULL
            """)
    boolean replaceHandle(SessionId id, String hash, Instant now, Instant expiresAt);

    @SqlUpdate(
            """
            UPDATE device_session SET member_id = :member, authenticated_at = :now, method = :method
            WHERE id = :id AND ended_at IS NULL AND (authenticated_at IS NULL OR member_id = :member)
            """)
    boolean signIn(SessionId id, MemberId member, String method, Instant now);

    @SqlUpdate(
            """
            UPDATE device_session SET member_id = :member
            WHERE id = :id AND ended_at IS NULL AND authenticated_at IS NULL
            """)
    boolean identify(SessionId id, MemberId member);

    @SqlUpdate(
            """
            UPDATE device_session SET authenticated_at = NULL, method = NULL
            WHERE member_id = :member AND id <> :except AND ended_at IS NULL AND authenticated_at IS NOT NULL
            """)
    int limitOthers(MemberId member, SessionId except);

    @SqlUpdate(
            """
            UPDATE device_session SET ended_at = :now WHERE id = :id AND ended_at IS NULL
            """)
    boolean end(SessionId id, Instant now);

    @SqlUpdate(
            """
            UPDATE device_session SET ended_at = :now WHERE member_id = :member AND ended_at IS NULL
            """)
    int endAll(MemberId member, Instant now);
}
