package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Resource;
import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.webhook.Outbox;
import dev.fermata.service.webhook.WebhookMessage;
import dev.fermata.service.webhook.WebhookType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** Who may read what. Grants and revocations join the caller's transaction; repeated, they change nothing. */
public class Entitlements {

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Outbox outbox;

    public Entitlements(Jdbi jdbi, InstantSource clock, Outbox outbox) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.outbox = outbox;
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
        Map<ResourceId, Instant> starts = starts(dao, grant, now);
        List<Entitlement> wanted = grant.resources().stream()
                .map(resource -> grant.of(resource, starts.getOrDefault(resource.id(), now)))
                .toList();
        Set<EntitlementId> fresh = dao.insert(wanted, now);
        List<Entitlement> granted = wanted.stream()
                .filter(entitlement -> fresh.contains(entitlement.id()))
                .toList();
        tell(tx, WebhookType.ENTITLEMENT_GRANTED, granted);
    }

    /**
     * Withholds what a purchase granted while its money is fought over. What was bought to follow it moves up, so that a member who
     * paid for two periods reads on in the other one.
     */
    public void suspend(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(member);
        Instant now = clock.instant();
        if (dao.suspend(purchaseId, now) > 0) {
            tell(tx, WebhookType.ENTITLEMENT_SUSPENDED, dao.ofPurchase(purchaseId));
            closeGaps(tx, dao, member, purchaseId, now);
        }
    }

    /**
     * Ends what a purchase granted, because its money is gone. What was bought to follow it moves up, so that a member who paid twice
     * and was refunded once reads on.
     */
    public void revoke(Handle tx, MemberId member, String purchaseId, RevocationReason reason) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(member);
        Instant now = clock.instant();
        if (dao.revoke(purchaseId, reason, now) > 0) {
            tell(tx, WebhookType.ENTITLEMENT_REVOKED, dao.ofPurchase(purchaseId));
            closeGaps(tx, dao, member, purchaseId, now);
        }
    }

    /**
     * Gives back what was suspended or revoked, since the money is there again: what was left of it then, from now on, or after what
     * the member has meanwhile. What somebody decided to take stays taken.
     */
    public void reinstate(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        dao.lockMember(member);
        Instant now = clock.instant();
        List<Entitlement> all = dao.withheld(purchaseId);
        for (Entitlement withheld : all) {
            Duration left = left(withheld);
            if (left == null || left.isZero()) {
                dao.reinstate(withheld.id(), withheld.startedAt(), withheld.endedAt());
            } else {
                ResourceId resource = withheld.resourceId();
                Instant start =
                        endsOfOthers(dao, member, List.of(resource), now).getOrDefault(resource, now);
                dao.reinstate(withheld.id(), start, start.plus(left));
            }
        }
        if (!all.isEmpty()) {
            tell(tx, WebhookType.ENTITLEMENT_REINSTATED, dao.ofPurchase(purchaseId));
        }
    }

    private void tell(Handle tx, WebhookType type, List<Entitlement> entitlements) {
        outbox.send(
                tx,
                entitlements.stream()
                        .map(entitlement -> new WebhookMessage(type, data(entitlement)))
                        .toList());
    }

    private Map<String, Object> data(Entitlement entitlement) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", entitlement.id());
        data.put("member_id", entitlement.memberId());
        data.put("resource", Map.of("id", entitlement.resourceId(), "slug", entitlement.resourceSlug()));
        data.put("purchase_id", entitlement.purchaseId());
        data.put("started_at", entitlement.startedAt());
        data.put("ended_at", entitlement.endedAt());
        data.put("is_active", entitlement.isActiveAt(clock.instant()));
        return data;
    }

    /** What had not been used when it was taken; null for what never ends. */
    private static @Nullable Duration left(Entitlement withheld) {
        Instant ended = withheld.endedAt();
        if (ended == null) {
            return null;
        }
        Instant started = withheld.startedAt();
        Instant stopped =
                Objects.requireNonNull(withheld.suspendedAt() == null ? withheld.revokedAt() : withheld.suspendedAt());
        Instant from = started != null && started.isAfter(stopped) ? started : stopped;
        return from.isBefore(ended) ? Duration.between(from, ended) : Duration.ZERO;
    }

    /** When each of what is granted begins, unless it begins now. */
    private static Map<ResourceId, Instant> starts(EntitlementDao dao, Grant grant, Instant now) {
        return grant.repurchase() == Repurchase.PARALLEL || grant.duration() == null
                ? Map.of()
                : endsOfOthers(
                        dao,
                        grant.member(),
                        grant.resources().stream().map(Resource::id).toList(),
                        now);
    }

    /** When the last ends of what the member has of each resource, where any of it ends later than now. */
    private static Map<ResourceId, Instant> endsOfOthers(
            EntitlementDao dao, MemberId member, List<ResourceId> resources, Instant now) {
        String[] ids = resources.stream().map(ResourceId::value).toArray(String[]::new);
        return dao.ends(member, ids, now).stream()
                .collect(Collectors.toMap(EntitlementDao.End::resourceId, EntitlementDao.End::endedAt));
    }

    private void closeGaps(Handle tx, EntitlementDao dao, MemberId member, String purchaseId, Instant now) {
        for (Entitlement taken : dao.ofPurchase(purchaseId)) {
            Set<EntitlementId> moved = closeGap(dao, member, taken.resourceId(), now);
            if (!moved.isEmpty()) {
                tell(
                        tx,
                        WebhookType.ENTITLEMENT_MOVED,
                        dao.unended(member, taken.resourceId(), now).stream()
                                .filter(entitlement -> moved.contains(entitlement.id()))
                                .toList());
            }
        }
    }

    /** What was moved. */
    private static Set<EntitlementId> closeGap(EntitlementDao dao, MemberId member, ResourceId resource, Instant now) {
        Set<EntitlementId> moved = new HashSet<>();
        Instant free = now;
        for (Entitlement next : dao.unended(member, resource, now)) {
            Instant start = next.startedAt();
            PeriodDuration duration = next.duration();
            if (start != null && start.isAfter(free) && duration != null) {
                Instant end = end(free, duration);
                dao.move(next.id(), free, end);
                moved.add(next.id());
                free = end;
            } else {
                Instant ended = next.endedAt();
                free = ended != null && ended.isAfter(free) ? ended : free;
            }
        }
        return moved;
    }

    static Instant end(Instant start, PeriodDuration duration) {
        return start.atOffset(ZoneOffset.UTC).plus(duration).toInstant();
    }
}
