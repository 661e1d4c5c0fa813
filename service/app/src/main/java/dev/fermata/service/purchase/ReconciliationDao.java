package dev.fermata.service.purchase;

import dev.fermata.service.purchase.Reconciliation.Count;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ReconciliationDao {

    String COLUMNS =
            """
            SELECT id, daily, since, until, started_at, finished_at, checkouts, purchases, money_back, error
            FROM reconciliation
            """;

    String FINDING = "SELECT kind, purchase_id, checkout_id, detail, mended FROM reconciliation_finding ";

    @SqlQuery(COLUMNS + "WHERE id = :id")
    Optional<Reconciliation> find(ReconciliationId id);

    @SqlQuery(COLUMNS + "ORDER BY started_at DESC, id DESC LIMIT :most")
    List<Reconciliation> latest(int most);

    @SqlQuery(COLUMNS + "WHERE finished_at IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT 1")
    Optional<Reconciliation> latestFinished();

    @SqlQuery(COLUMNS + "WHERE finished_at IS NOT NULL AND daily ORDER BY finished_at DESC, id DESC LIMIT 1")
    Optional<Reconciliation> latestDaily();

    @SqlUpdate(
            """
            INSERT INTO reconciliation (id, daily, since, until, started_at)
            VALUES (:id, :daily, :since, :until, :startedAt)
            """)
    void insert(@BindMethods Reconciliation reconciliation);

    /** Until the end of the transaction. */
    @SqlUpdate("LOCK TABLE reconciliation IN SHARE ROW EXCLUSIVE MODE")
    void letNoOtherEnd();

    @SqlUpdate(
            """
            UPDATE reconciliation SET finished_at = :finishedAt, checkouts = :checkouts, purchases = :purchases,
                money_back = :moneyBack, error = :error
            WHERE id = :id
            """)
    void end(@BindMethods Reconciliation reconciliation);

    @SqlUpdate(
            """
            INSERT INTO reconciliation_finding (reconciliation_id, position, kind, purchase_id, checkout_id, detail, mended)
            VALUES (:id, :position, :f.kind, :f.purchaseId, :f.checkoutId, :f.detail, :f.mended)
            """)
    void note(ReconciliationId id, int position, @BindMethods("f") Finding finding);

    /** What is open first. */
    @SqlQuery(FINDING + "WHERE reconciliation_id = :id ORDER BY mended, position LIMIT :most")
    List<Finding> findings(ReconciliationId id, int most);

    /** What was not mended and alarms. */
    @SqlQuery(
            FINDING
                    + """
                    WHERE reconciliation_id = :id AND NOT mended AND kind <> 'not_visible' ORDER BY position
                    """)
    List<Finding> open(ReconciliationId id);

    @SqlQuery(
            """
            SELECT kind, count(*) AS found, count(*) FILTER (WHERE mended) AS mended FROM reconciliation_finding
            WHERE reconciliation_id = :id GROUP BY kind
            """)
    List<Count> counts(ReconciliationId id);

    /** How many of the resources that were sold have no entitlement by the purchase. */
    @SqlQuery(
            """
            SELECT count(*) FROM purchase p
            JOIN term_version_resource r ON r.term_id = p.term_id AND r.version = p.term_version
            WHERE p.id = :purchase AND NOT EXISTS
                (SELECT 1 FROM entitlement e WHERE e.purchase_id = p.id AND e.resource_id = r.resource_id)
            """)
    long ungranted(PurchaseId purchase);

    @SqlQuery("SELECT status FROM refund WHERE provider_id = :providerId")
    Optional<RefundStatus> refund(String providerId);

    @SqlQuery("SELECT status FROM dispute WHERE id = :id")
    Optional<DisputeStatus> dispute(String id);
}
