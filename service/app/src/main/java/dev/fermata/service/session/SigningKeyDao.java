package dev.fermata.service.session;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface SigningKeyDao {

    /** A key pair as it is stored; the private part is encrypted. */
    record Row(
            String kid,
            String state,
            String publicJwk,
            String privateJwk,
            Instant createdAt,
            @Nullable Instant retiresAt) {}

    @SqlQuery(
            """
            SELECT kid, state, public_jwk, private_jwk, created_at, retires_at FROM signing_key
            WHERE state = 'active' OR (state = 'retiring' AND retires_at > :now)
            ORDER BY state, created_at DESC
            """)
    List<Row> usable(Instant now);

    /** Waits for a concurrent first start, and then inserts nothing. */
    @SqlUpdate(
            """
            INSERT INTO signing_key (kid, state, public_jwk, private_jwk, created_at)
            VALUES (:kid, 'active', :publicJwk, :privateJwk, :now)
            ON CONFLICT (state) WHERE state = 'active' DO NOTHING
            """)
    boolean insertActive(String kid, String publicJwk, String privateJwk, Instant now);

    @SqlUpdate(
            """
            UPDATE signing_key SET state = 'retiring', retires_at = :retiresAt
            WHERE state = 'active' AND created_at <= :madeBefore
            """)
    boolean retireActive(Instant madeBefore, Instant retiresAt);

    @SqlUpdate(
            """
            UPDATE signing_key SET state = 'expired' WHERE state = 'retiring' AND retires_at <= :now
            """)
    int expire(Instant now);
}
