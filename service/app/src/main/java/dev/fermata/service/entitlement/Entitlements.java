package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Resource;
import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.threeten.extra.PeriodDuration;

/** Who may read what. Grants and revocations join the caller's transaction; repeated, they change nothing. */
public class Entitlements {

    private final Jdbi jdbi;
    private final InstantSource clock;

    public Entitlements(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What this browser may use now: all that its member has if somebody signed in, and what was bought in this very browser, whoever
     * owns it. The member's come first, and of them the one that lasts longest.
     */
    public List<Entitlement> active(DeviceSession session) {
        return jdbi.withHandle(handle -> active(handle, session));
    }

    private List<Entitlement> active(Handle handle, DeviceSession session) {
        var dao = handle.attach(EntitlementDao.class);
        MemberId member = session.memberId();
        if (member == null) {
            return List.of();
        }
        Map<EntitlementId, Entitlement> active = new LinkedHashMap<>();
        if (session.isAuthenticated()) {
            dao.activeOfMember(member, clock.instant()).forEach(own -> active.put(own.id(), own));
        }
        dao.activeOfBrowser(session.id(), clock.instant()).forEach(bought -> active.putIfAbsent(bought.id(), bought));
        return List.copyOf(active.values());
    }

    /** The slugs of the active entitlements, without repetition: the token's {@code resources}. */
    public List<String> activeSlugs(DeviceSession session) {
        return active(session).stream()
                .map(Entitlement::resourceSlug)
                .distinct()
                .toList();
    }

    /** What a purchase granted, revoked or not. */
    public List<Entitlement> ofPurchase(String purchaseId) {
        return jdbi.withExtension(EntitlementDao.class, dao -> dao.ofPurchase(purchaseId));
    }

    /** What a purchase granted, revoked or not, as this browser may use it. */
    public List<Entitlement> ofPurchase(String purchaseId, DeviceSession session) {
        return session.isAuthenticated()
                ? ofPurchase(purchaseId)
                : jdbi.withExtension(EntitlementDao.class, dao -> dao.ofPurchaseInBrowser(purchaseId, session.id()));
    }

    /** Grants each resource once per purchase. A duration is calendar arithmetic in UTC: a month from 31 January ends in February. */
    public void grant(Handle tx, Grant grant) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(grant.member());
        Instant now = clock.instant();
        PeriodDuration duration = grant.duration();
        for (Resource resource : grant.resources()) {
            Instant start = start(dao, grant, resource.id(), now);
            dao.insert(
                    new Entitlement(
                            EntitlementId.next(),
                            grant.member(),
                            resource.id(),
                            resource.slug(),
                            resource.name(),
                            grant.purchaseId(),
                            start,
                            duration == null ? null : end(start, duration),
                            duration,
                            null,
                            null),
                    now);
        }
    }

    /**
     * Ends what a refunded purchase granted. What was bought to follow it moves up, so that a member who paid twice and was refunded
     * once reads on.
     */
    public void revokeRefunded(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(member);
        Instant now = clock.instant();
        if (dao.revokeRefunded(purchaseId, now) > 0) {
            for (Entitlement revoked : dao.ofPurchase(purchaseId)) {
                closeGaps(dao, member, revoked.resourceId(), now);
            }
        }
    }

    /**
     * Gives back what was revoked for a refund that then failed: what was left of it then, from now on, or after what the member has
     * meanwhile.
     */
    public void reinstateRefunded(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(member);
        Instant now = clock.instant();
        for (Entitlement refunded : dao.refunded(purchaseId)) {
            Instant ended = refunded.endedAt();
            if (ended == null) {
                dao.reinstate(refunded.id(), refunded.startedAt(), null);
            } else {
                Instant start = endOfOthers(dao, member, refunded.resourceId(), now);
                dao.reinstate(refunded.id(), start, start.plus(left(refunded, ended)));
            }
        }
    }

    /** What had not been used when it was revoked. */
    private static Duration left(Entitlement revoked, Instant ended) {
        Instant started = revoked.startedAt();
        Instant stopped = Objects.requireNonNull(revoked.revokedAt());
        Instant from = started != null && started.isAfter(stopped) ? started : stopped;
        return from.isBefore(ended) ? Duration.between(from, ended) : Duration.ZERO;
    }

    private static Instant start(EntitlementDao dao, Grant grant, ResourceId resource, Instant now) {
        if (grant.repurchase() == Repurchase.PARALLEL || grant.duration() == null) {
            return now;
        }
        return endOfOthers(dao, grant.member(), resource, now);
    }

    /** When the last of what the member has of a resource ends; now, if nothing of it ends later. */
    private static Instant endOfOthers(EntitlementDao dao, MemberId member, ResourceId resource, Instant now) {
        return dao.unended(member, resource, now).stream()
                .flatMap(running -> Optional.ofNullable(running.endedAt()).stream())
                .max(Instant::compareTo)
                .orElse(now);
    }

    private static void closeGaps(EntitlementDao dao, MemberId member, ResourceId resource, Instant now) {
        Instant free = now;
        for (Entitlement next : dao.unended(member, resource, now)) {
            Instant start = next.startedAt();
            PeriodDuration duration = next.duration();
            if (start != null && start.isAfter(free) && duration != null) {
                Instant end = end(free, duration);
                dao.move(next.id(), free, end);
                free = end;
            } else {
                Instant ended = next.endedAt();
                free = ended != null && ended.isAfter(free) ? ended : free;
            }
        }
    }

    private static Instant end(Instant start, PeriodDuration duration) {
        return start.atOffset(ZoneOffset.UTC).plus(duration).toInstant();
    }
}
