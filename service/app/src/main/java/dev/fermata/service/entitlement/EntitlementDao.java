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

    /** As the member has it. */
    String COLUMNS =
            """
            SELECT e.id, e.member_id, e.resource_id, r.slug AS resource_slug, r.name AS resource_name, e.purchase_id,
                   e.started_at, e.ended_at, e.duration, e.suspended_at, e.revoked_at
            FROM entitlement e JOIN resource r ON r.id = e.resource_id
            """;

    /** As the browser has it that bought it, without anybody signed in: {@link Timeline.OfBrowser}. */
    String IN_BROWSER =
            """
            SELECT * FROM (
                SELECT e.id, e.member_id, e.resource_id, r.slug AS resource_slug, r.name AS resource_name, e.purchase_id,
                       COALESCE(e.browser_started_at, e.started_at) AS started_at,
                       CASE WHEN e.browser_started_at IS NULL THEN e.ended_at ELSE e.browser_ended_at END AS ended_at,
                       e.duration, e.suspended_at, e.revoked_at, e.revoked_for, p.device_session_id
                FROM entitlement e JOIN resource r ON r.id = e.resource_id JOIN purchase p ON p.id = e.purchase_id
            ) e
            """;

    String ACTIVE =
            """
             AND e.revoked_at IS NULL AND e.suspended_at IS NULL
             AND (e.started_at IS NULL OR e.started_at <= :latestStart) AND (e.ended_at IS NULL OR e.ended_at > :now)
            ORDER BY e.ended_at DESC NULLS FIRST, e.id
            """;

    /** First to start first. */
    String UNENDED =
            """
             AND e.resource_id = ANY (CAST(:resources AS text[])) AND e.revoked_at IS NULL AND e.suspended_at IS NULL
             AND (e.ended_at IS NULL OR e.ended_at > :now)
            ORDER BY e.started_at NULLS FIRST, e.id
            """;

    String LASTING =
            """
             AND e.revoked_at IS NULL AND e.suspended_at IS NULL AND e.ended_at > :now
            """;

    String WITHHELD =
            """
            WHERE e.purchase_id = :purchase AND e.revoked_for IS DISTINCT FROM 'decision'
              AND (e.suspended_at IS NOT NULL OR e.revoked_at IS NOT NULL)
            ORDER BY e.id
            """;

    @SqlQuery(COLUMNS + "WHERE e.member_id = :member" + ACTIVE)
    List<Entitlement> activeOfMember(MemberId member, Instant now, Instant latestStart);

    @SqlQuery(IN_BROWSER + "WHERE e.device_session_id = :browser" + ACTIVE)
    List<Entitlement> activeOfBrowser(SessionId browser, Instant now, Instant latestStart);

    @SqlQuery(COLUMNS + "WHERE e.purchase_id = :purchase ORDER BY e.id")
    List<Entitlement> ofPurchase(String purchase);

    @SqlQuery(IN_BROWSER + "WHERE e.purchase_id = :purchase AND e.device_session_id = :browser ORDER BY e.id")
    List<Entitlement> ofPurchaseInBrowser(String purchase, SessionId browser);

    /** What the member has or will have of these resources. */
    @SqlQuery(COLUMNS + "WHERE e.member_id = :member" + UNENDED)
    List<Entitlement> unended(MemberId member, String[] resources, Instant now);

    /** What was bought in the browser and it has or will have of these resources. */
    @SqlQuery(IN_BROWSER + "WHERE e.device_session_id = :browser" + UNENDED)
    List<Entitlement> unendedInBrowser(SessionId browser, String[] resources, Instant now);

    /**
     * The browser of a purchase. What was bought in it queues here, whoever owns it, and then the grants to the member, so that two
     * purchases at once extend one another instead of overlapping. The browser's session is not locked, for a sign-in locks that after
     * the member.
     */
    @SqlQuery(
            """
            SELECT p.device_session_id
            FROM purchase p, pg_advisory_xact_lock(hashtextextended('entitlement ' || p.device_session_id, 0)), member m
            WHERE p.id = :purchase AND m.id = :member
            FOR UPDATE OF m
            """)
    SessionId lock(MemberId member, String purchase);

    /**
     * When the last period ends that the member, and the browser, have of each resource; no row for a resource of which nothing ends
     * later than now. It names no resources: a plan for a list of any length looks dearer than one for the list at hand, so that
     * PostgreSQL would plan it anew each time, which takes ten times as long as what it finds.
     */
    @SqlQuery("SELECT resource_id, max(of_member) AS of_member, max(of_browser) AS of_browser FROM ("
            + "SELECT resource_id, ended_at AS of_member, CAST(NULL AS timestamptz) AS of_browser FROM (" + COLUMNS
            + "WHERE e.member_id = :member" + LASTING + ") m UNION ALL SELECT resource_id, NULL, ended_at FROM ("
            + IN_BROWSER
            + "WHERE e.device_session_id = :browser" + LASTING + ") b) e GROUP BY resource_id")
    List<Ends> ends(MemberId member, SessionId browser, Instant now);

    record Ends(ResourceId resourceId, @Nullable Instant ofMember, @Nullable Instant ofBrowser) {}

    /**
     * Those that were granted now, and not before. Counts would not tell: where the driver joins inserts, it has none. The browser's
     * times come as lists, because two records of one type in a batch take each other's place.
     */
    @GetGeneratedKeys("id")
    @SqlBatch(
            """
            INSERT INTO entitlement (id, member_id, resource_id, purchase_id, started_at, ended_at, duration,
                browser_started_at, browser_ended_at, created_at)
            VALUES (:id, :memberId, :resourceId, :purchaseId, :startedAt, :endedAt, :duration,
                :browserStartedAt, :browserEndedAt, :now)
            ON CONFLICT (purchase_id, resource_id) WHERE purchase_id IS NOT NULL DO NOTHING
            """)
    Set<EntitlementId> insert(
            @BindMethods List<Entitlement> entitlements,
            List<@Nullable Instant> browserStartedAt,
            List<@Nullable Instant> browserEndedAt,
            Instant now);

    @SqlUpdate("UPDATE entitlement SET started_at = :startedAt, ended_at = :endedAt WHERE id = :id")
    void move(@BindMethods Entitlement moved);

    @SqlUpdate("UPDATE entitlement SET browser_started_at = :startedAt, browser_ended_at = :endedAt WHERE id = :id")
    void moveInBrowser(@BindMethods Entitlement moved);

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

    /** What was taken already is now taken by decision. */
    @SqlUpdate(
            "UPDATE entitlement SET revoked_for = 'decision' WHERE purchase_id = :purchase AND revoked_at IS NOT NULL")
    void decide(String purchase);

    /** What was taken because the money was, or is fought over, as the member has it. */
    @SqlQuery(COLUMNS + WITHHELD)
    List<Entitlement> withheld(String purchase);

    /** What was taken because the money was, or is fought over, as the browser has it that bought it. */
    @SqlQuery(IN_BROWSER + WITHHELD)
    List<Entitlement> withheldInBrowser(String purchase);

    @SqlUpdate(
            """
            UPDATE entitlement SET suspended_at = NULL, revoked_at = NULL, revoked_for = NULL
            WHERE purchase_id = :purchase AND revoked_for IS DISTINCT FROM 'decision'
              AND (suspended_at IS NOT NULL OR revoked_at IS NOT NULL)
            """)
    int reinstate(String purchase);
}
