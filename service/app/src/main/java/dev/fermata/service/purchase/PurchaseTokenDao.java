package dev.fermata.service.purchase;

import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface PurchaseTokenDao {

    @SqlUpdate(
            """
            INSERT INTO purchase_token (token_hash, purchase_id, device_session_id, created_at, expires_at)
            VALUES (:hash, :purchase, :browser, :now, :expiresAt)
            """)
    void insert(String hash, PurchaseId purchase, SessionId browser, Instant now, Instant expiresAt);

    @SqlQuery(
            """
            SELECT purchase_id, device_session_id, expires_at, used_at FROM purchase_token WHERE token_hash = :hash
            """)
    Optional<PurchaseTokens.Row> find(String hash);

    @SqlUpdate("UPDATE purchase_token SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL")
    boolean use(String hash, Instant now);
}
