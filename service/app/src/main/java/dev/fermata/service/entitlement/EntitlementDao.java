package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface EntitlementDao {

    String COLUMNS =
            """
            SELECT e.id, e.member_id, e.resource_id, r.slug AS resource_slug, r.name AS resource_name, e.purchase_id,
                   e.started_at, e.ended_at, e.duration, e.suspended_at, e.revoked_at
            FROM entitlement e JOIN resource r ON r.id = e.resource_id
            """;

    /**
     * As the browser sees them that bought without anybody signed in: from the moment of the purchase for as long as was paid,
     * also where the owner has access already and the entitlement itself starts when that ends.
     */
    String IN_BROWSER =
            """
            SELECT * FROM (
                SELECT e.id, e.member_id, e.resource_id, r.slug AS resource_slug, r.name AS resource_name, e.purchase_id,
                       least(e.started_at, e.created_at) AS started_at,
                       CASE WHEN e.started_at > e.created_at THEN e.created_at + CAST(e.duration AS interval)
                            ELSE e.ended_at END AS ended_at,
                       e.duration, e.suspended_at, e.revoked_at, p.device_session_id
                FROM entitlement e JOIN resource r ON r.id = e.resource_id JOIN purchase p ON p.id = e.purchase_id
            ) e
            """;

    String ACTIVE =
            """
             AND e.revoked_at IS NULL AND e.suspended_at IS NULL
             AND (e.started_at IS NULL OR e.started_at <= :now) AND (e.ended_at IS NULL OR e.ended_at > :now)
            ORDER BY e.ended_at DESC NULLS FIRST, e.id
            """;

    @SqlQuery(COLUMNS + "WHERE e.member_id = :member" + ACTIVE)
    List<Entitlement> activeOfMember(MemberId member, Instant now);

    @SqlQuery(IN_BROWSER + "WHERE e.device_session_id = :browser" + ACTIVE)
    List<Entitlement> activeOfBrowser(SessionId browser, Instant now);

    @SqlQuery(COLUMNS + "WHERE e.purchase_id = :purchase ORDER BY e.id")
    List<Entitlement> ofPurchase(String purchase);

    @SqlQuery(IN_BROWSER + "WHERE e.purchase_id = :purchase AND e.device_session_id = :browser ORDER BY e.id")
    List<Entitlement> ofPurchaseInBrowser(String purchase, SessionId browser);

    /** What the member has or will have of a resource, first to start first. */
    @SqlQuery(
            COLUMNS
                    + """
                    WHERE e.member_id = :member AND e.resource_id = :resource
                      AND e.revoked_at IS NULL AND e.suspended_at IS NULL
                      AND (e.ended_at IS NULL OR e.ended_at > :now)
                    ORDER BY e.started_at NULLS FIRST, e.id
                    """)
    List<Entitlement> unended(MemberId member, ResourceId resource, Instant now);

    /** When the last ends of what the member has or will have of each of these resources, if one ends at all. */
    @SqlQuery(
            """
            SELECT resource_id, max(ended_at) AS ended_at FROM entitlement
            WHERE member_id = :member AND resource_id = ANY (CAST(:resources AS text[]))
              AND revoked_at IS NULL AND suspended_at IS NULL AND ended_at > :now
            GROUP BY resource_id
            """)
    List<End> ends(MemberId member, String[] resources, Instant now);

    record End(ResourceId resourceId, Instant endedAt) {}

    /** Grants to one member queue here, so that two purchases at once extend one another instead of overlapping. */
    @SqlQuery("SELECT id FROM member WHERE id = :member FOR UPDATE")
    MemberId lockMember(MemberId member);

    /** Those that were granted now, and not before. Counts would not tell: where the driver joins inserts, it has none. */
    @GetGeneratedKeys("id")
    @SqlBatch(
            """
            INSERT INTO entitlement (id, member_id, resource_id, purchase_id, started_at, ended_at, duration, created_at)
            VALUES (:id, :memberId, :resourceId, :purchaseId, :startedAt, :endedAt, :duration, :now)
            ON CONFLICT (purchase_id, resource_id) WHERE purchase_id IS NOT NULL DO NOTHING
            """)
    Set<EntitlementId> insert(@BindMethods List<Entitlement> entitlements, Instant now);

    @SqlUpdate("UPDATE entitlement SET started_at = :startedAt, ended_at = :endedAt WHERE id = :id")
    void move(EntitlementId id, Instant startedAt, Instant endedAt);

    /** Whoever took it back by decision is not overruled by what happens to the money. */
    @SqlUpdate(
            """
            UPDATE entitlement SET suspended_at = COALESCE(suspended_at, revoked_at, :now), revoked_at = NULL, revoked_for = NULL
            WHERE purchase_id = :purchase AND revoked_for IS DISTINCT FROM 'decision'
              AND (suspended_at IS NULL OR revoked_at IS NOT NULL)
            """)
    int suspend(String purchase, Instant now);

    @SqlUpdate(
            """
            UPDATE entitlement SET revoked_at = :now, revoked_for = :reason
            WHERE purchase_id = :purchase AND revoked_at IS NULL
            """)
    int revoke(String purchase, RevocationReason reason, Instant now);

    /** What was taken from the member because the money was, or is fought over. */
    @SqlQuery(
            COLUMNS
                    + """
                    WHERE e.purchase_id = :purchase AND revoked_for IS DISTINCT FROM 'decision'
                      AND (e.suspended_at IS NOT NULL OR e.revoked_at IS NOT NULL)
                    ORDER BY e.id
                    """)
    List<Entitlement> withheld(String purchase);

    @SqlUpdate(
            """
            UPDATE entitlement SET suspended_at = NULL, revoked_at = NULL, revoked_for = NULL,
                started_at = :startedAt, ended_at = :endedAt
            WHERE id = :id
            """)
    void reinstate(EntitlementId id, @Nullable Instant startedAt, @Nullable Instant endedAt);
}
