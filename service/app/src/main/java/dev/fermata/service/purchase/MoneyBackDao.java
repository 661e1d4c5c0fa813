package dev.fermata.service.purchase;

import dev.fermata.service.purchase.ChargeHistory.FraudWarning;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface MoneyBackDao {

    String REFUND =
            """
            SELECT id, purchase_id, provider_id, amount, currency, status, reason, note, failure_reason, attempt,
                   idempotency_key, created_at, updated_at
            FROM refund
            """;

    @SqlQuery(REFUND + "WHERE id = :id")
    Optional<Refund> refund(RefundId id);

    @SqlQuery(REFUND + "WHERE purchase_id = :purchase ORDER BY created_at, id")
    List<Refund> refunds(PurchaseId purchase);

    @SqlQuery(REFUND + "WHERE idempotency_key = :key")
    Optional<Refund> refundByKey(String key);

    /** What was asked for under the client's key; null if there was none. */
    @SqlQuery("SELECT asked_for FROM refund WHERE id = :id")
    @Nullable
    String askedFor(RefundId id);

    @SqlQuery("SELECT count(*) FROM refund WHERE status = 'requested' AND created_at < :before")
    long unanswered(Instant before);

    /** False if a refund with this client's key is there already. */
    @SqlUpdate(
            """
            INSERT INTO refund (id, purchase_id, provider_id, amount, currency, status, reason, note, failure_reason, attempt,
                idempotency_key, asked_for, created_at, updated_at)
            VALUES (:id, :purchaseId, :providerId, :amount, :currency, :status, :reason, :note, :failureReason, :attempt,
                :idempotencyKey, :askedFor, :createdAt, :updatedAt)
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
    boolean insert(@BindMethods Refund refund, @Nullable String askedFor);

    /** Notes what the payment provider says of a refund; false if that is noted already. */
    @SqlUpdate(
            """
            UPDATE refund SET provider_id = :providerId, status = :status, failure_reason = :failureReason, updated_at = :now
            WHERE id = :id AND (provider_id, status, failure_reason) IS DISTINCT FROM
                (:providerId, CAST(:status AS text), CAST(:failureReason AS text))
            """)
    boolean note(RefundId id, String providerId, RefundStatus status, @Nullable String failureReason, Instant now);

    /** Notes under which id the payment provider made it; how it went is noted with the purchase's settlement. */
    @SqlUpdate("UPDATE refund SET provider_id = :providerId, updated_at = :now WHERE id = :id AND provider_id IS NULL")
    void answered(RefundId id, String providerId, Instant now);

    @SqlUpdate(
            """
            UPDATE refund SET status = 'refused', failure_reason = :failureReason, updated_at = :now
            WHERE id = :id AND status = 'requested'
            """)
    boolean refuse(RefundId id, String failureReason, Instant now);

    /** The next attempt is asked for under a key of its own. */
    @SqlUpdate(
            """
            UPDATE refund SET attempt = attempt + 1, updated_at = :now
            WHERE id = :id AND attempt = :attempt AND status = 'requested'
            """)
    void giveUpAttempt(RefundId id, int attempt, Instant now);

    @SqlQuery(
            """
            SELECT id, amount, currency, status, reason, evidence_due_by, created_at FROM dispute
            WHERE purchase_id = :purchase ORDER BY created_at, id
            """)
    List<SeenDispute> disputes(PurchaseId purchase);

    /** False if all of it is noted already. */
    @SqlUpdate(
            """
            INSERT INTO dispute (id, purchase_id, amount, currency, status, reason, evidence_due_by, created_at, updated_at)
            VALUES (:d.id, :purchase, :d.amount, :d.currency, :d.status, :d.reason, :d.evidenceDueBy, :d.createdAt, :now)
            ON CONFLICT (id) DO UPDATE SET amount = EXCLUDED.amount, status = EXCLUDED.status, reason = EXCLUDED.reason,
                evidence_due_by = EXCLUDED.evidence_due_by, updated_at = EXCLUDED.updated_at
            WHERE (dispute.amount, dispute.status, dispute.reason, dispute.evidence_due_by) IS DISTINCT FROM
                (EXCLUDED.amount, EXCLUDED.status, EXCLUDED.reason, EXCLUDED.evidence_due_by)
            """)
    boolean note(PurchaseId purchase, @BindMethods("d") SeenDispute dispute, Instant now);

    @SqlQuery(
            """
            SELECT id, fraud_type, actionable, created_at FROM early_fraud_warning
            WHERE purchase_id = :purchase ORDER BY created_at, id
            """)
    List<FraudWarning> warnings(PurchaseId purchase);

    /** False if all of it is noted already. */
    @SqlUpdate(
            """
            INSERT INTO early_fraud_warning (id, purchase_id, fraud_type, actionable, created_at)
            VALUES (:w.id, :purchase, :w.fraudType, :w.actionable, :w.createdAt)
            ON CONFLICT (id) DO UPDATE SET actionable = EXCLUDED.actionable
            WHERE early_fraud_warning.actionable <> EXCLUDED.actionable
            """)
    boolean note(PurchaseId purchase, @BindMethods("w") FraudWarning warning);
}
