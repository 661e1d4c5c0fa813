package dev.fermata.service.member;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface MemberDao {

    @SqlQuery(
            """
            SELECT id, email, name, email_verified_at, created_at FROM member WHERE id = :id
            """)
    Optional<Member> byId(MemberId id);

    @SqlQuery(
            """
            SELECT id, email, name, email_verified_at, created_at FROM member WHERE email_key = :email
            """)
    Optional<Member> byEmail(String email);

    /** Waits for a concurrent insert of the same address, so that whoever loses sees the winner's row. */
    @SqlUpdate(
            """
            INSERT INTO member (id, email, email_key, name, created_at, updated_at)
            VALUES (:id, :email, :email, :name, :now, :now)
            ON CONFLICT (email_key) DO NOTHING
            """)
    boolean insert(MemberId id, String email, @Nullable String name, Instant now);

    @SqlUpdate(
            """
            UPDATE member SET email_verified_at = :now, updated_at = :now
            WHERE id = :id AND email_verified_at IS NULL
            """)
    boolean verifyEmail(MemberId id, Instant now);
}
