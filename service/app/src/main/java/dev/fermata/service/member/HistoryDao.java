package dev.fermata.service.member;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface HistoryDao {

    @SqlUpdate(
            """
            INSERT INTO member_event (id, type, member_id, purchase_id, device_id, session_id, data, occurred_at)
            VALUES (:id, :type, :memberId, :purchaseId, :deviceId, :sessionId, CAST(:data AS jsonb), :now)
            ON CONFLICT (purchase_id) WHERE type = 'purchase' DO NOTHING
            """)
    boolean insert(
            String id,
            String type,
            @Nullable MemberId memberId,
            @Nullable String purchaseId,
            @Nullable String deviceId,
            @Nullable String sessionId,
            String data,
            Instant now);
}
