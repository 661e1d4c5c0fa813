package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.entitlement.EntitlementDao.Ends;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.webhook.Outbox;
import dev.fermata.service.webhook.WebhookMessage;
import dev.fermata.service.webhook.WebhookType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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
        Instant now = clock.instant();
        Instant latestStart = Entitlement.latestStart(now);
        Map<EntitlementId, Entitlement> active = new LinkedHashMap<>();
        if (session.isAuthenticated()) {
            dao.activeOfMember(member, now, latestStart).forEach(own -> active.put(own.id(), own));
        }
        dao.activeOfBrowser(session.id(), now, latestStart).forEach(bought -> active.putIfAbsent(bought.id(), bought));
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
        var timelines = Timelines.lock(tx, grant.member(), grant.purchaseId());
        Instant now = clock.instant();
        Map<ResourceId, Ends> ends = grant.follows() ? timelines.ends(now) : Map.of();
        List<Entitlement> wanted = grant.resources().stream()
                .map(resource -> grant.of(resource, start(ends.get(resource.id()), Ends::ofMember, now)))
                .toList();
        List<Entitlement> inBrowser = wanted.stream()
                .map(owned -> owned.startingAt(start(ends.get(owned.resourceId()), Ends::ofBrowser, now)))
                .toList();
        Set<EntitlementId> fresh = timelines
                .dao()
                .insert(
                        wanted,
                        inBrowser.stream().map(Entitlement::startedAt).toList(),
                        inBrowser.stream().map(Entitlement::endedAt).toList(),
                        now);
        tell(
                tx,
                WebhookType.ENTITLEMENT_GRANTED,
                wanted.stream()
                        .filter(entitlement -> fresh.contains(entitlement.id()))
                        .toList());
    }

    private static Instant start(@Nullable Ends ends, Function<Ends, @Nullable Instant> line, Instant now) {
        return Optional.ofNullable(ends).map(line).orElse(now);
    }

    /**
     * Withholds what a purchase granted while its money is fought over. What was bought to follow it moves up, so that a member who
     * paid for two periods reads on in the other one.
     */
    public void suspend(Handle tx, MemberId member, String purchaseId) {
        var timelines = Timelines.lock(tx, member, purchaseId);
        Instant now = clock.instant();
        if (timelines.dao().suspend(purchaseId, now) > 0) {
            taken(tx, WebhookType.ENTITLEMENT_SUSPENDED, timelines, purchaseId, now);
        }
    }

    /**
     * Ends what a purchase granted, because its money is gone or somebody decided it. What was bought to follow it moves up, so that a
     * member who paid twice and was refunded once reads on.
     */
    public void revoke(Handle tx, MemberId member, String purchaseId, RevocationReason reason) {
        var timelines = Timelines.lock(tx, member, purchaseId);
        Instant now = clock.instant();
        int revoked = timelines.dao().revoke(purchaseId, reason, now);
        if (reason == RevocationReason.DECISION) {
            timelines.dao().decide(purchaseId);
        }
        if (revoked > 0) {
            taken(tx, WebhookType.ENTITLEMENT_REVOKED, timelines, purchaseId, now);
        }
    }

    private void taken(Handle tx, WebhookType type, Timelines timelines, String purchaseId, Instant now) {
        List<Entitlement> taken = timelines.dao().ofPurchase(purchaseId);
        tell(tx, type, taken);
        for (Entitlement entitlement : taken) {
            timelines.browser().closeGap(entitlement.resourceId(), now);
            tell(tx, WebhookType.ENTITLEMENT_MOVED, timelines.member().closeGap(entitlement.resourceId(), now));
        }
    }

    /**
     * Gives back what was suspended or revoked, since the money is there again: what was left of it then, from now on, or after what
     * the member has meanwhile. What somebody decided to take stays taken.
     */
    public void reinstate(Handle tx, MemberId member, String purchaseId) {
        var timelines = Timelines.lock(tx, member, purchaseId);
        Instant now = clock.instant();
        timelines.member().giveBack(purchaseId, now);
        timelines.browser().giveBack(purchaseId, now);
        if (timelines.dao().reinstate(purchaseId) > 0) {
            tell(tx, WebhookType.ENTITLEMENT_REINSTATED, timelines.dao().ofPurchase(purchaseId));
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
}
