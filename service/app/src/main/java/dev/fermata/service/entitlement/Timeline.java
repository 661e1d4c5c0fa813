package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The periods that somebody has of each resource, one after the other. A purchase stands in two of them at once: in that of the
 * member who owns it, and in that of the browser it was bought in.
 */
sealed interface Timeline {

    /** What is there or comes, first to start first. */
    List<Entitlement> unended(Collection<ResourceId> resources, Instant now);

    List<Entitlement> withheld(String purchase);

    void move(Entitlement moved);

    /** When the last ends of what is there of each resource, where any of it ends later than now. */
    default Map<ResourceId, Instant> ends(Collection<ResourceId> resources, Instant now) {
        Map<ResourceId, Instant> ends = new HashMap<>();
        for (Entitlement entitlement : unended(resources, now)) {
            Instant end = entitlement.endedAt();
            if (end != null) {
                ends.merge(entitlement.resourceId(), end, Timeline::later);
            }
        }
        return ends;
    }

    /** Moves up what would leave a gap before it, and returns it as it is then. */
    default List<Entitlement> closeGap(ResourceId resource, Instant now) {
        List<Entitlement> moved = new ArrayList<>();
        Instant free = now;
        for (Entitlement next : unended(List.of(resource), now)) {
            Instant start = next.startedAt();
            Entitlement placed = next;
            if (start != null && start.isAfter(free) && next.duration() != null) {
                placed = next.startingAt(free);
                move(placed);
                moved.add(placed);
            }
            free = later(free, placed.endedAt());
        }
        return moved;
    }

    /** Puts what is left of what was withheld where it may be used from now on, or after what is there meanwhile. */
    default void giveBack(String purchase, Instant now) {
        for (Entitlement withheld : withheld(purchase)) {
            ResourceId resource = withheld.resourceId();
            withheld.rest()
                    .map(rest -> rest.startingAt(ends(List.of(resource), now).getOrDefault(resource, now)))
                    .ifPresent(this::move);
        }
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static String[] values(Collection<ResourceId> resources) {
        return resources.stream().map(ResourceId::value).toArray(String[]::new);
    }

    /** All that a member owns, wherever it was bought. */
    record OfMember(EntitlementDao dao, MemberId member) implements Timeline {

        @Override
        public List<Entitlement> unended(Collection<ResourceId> resources, Instant now) {
            return dao.unended(member, values(resources), now);
        }

        @Override
        public List<Entitlement> withheld(String purchase) {
            return dao.withheld(purchase);
        }

        @Override
        public void move(Entitlement moved) {
            dao.move(moved);
        }
    }

    /**
     * What was bought in one browser, whoever owns it. Whatever else the owners have does not count: the browser reads at once what was
     * bought in it, and as long as was paid in it, also where the owner's own time comes later.
     */
    record OfBrowser(EntitlementDao dao, SessionId browser) implements Timeline {

        @Override
        public List<Entitlement> unended(Collection<ResourceId> resources, Instant now) {
            return dao.unendedInBrowser(browser, values(resources), now);
        }

        @Override
        public List<Entitlement> withheld(String purchase) {
            return dao.withheldInBrowser(purchase);
        }

        @Override
        public void move(Entitlement moved) {
            dao.moveInBrowser(moved);
        }
    }
}
