package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Resource;
import dev.fermata.service.member.MemberId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** What a paid purchase gives: these resources, for this long (no duration: for good), by this rule if the member has them. */
public record Grant(
        MemberId member,
        String purchaseId,
        List<Resource> resources,
        @Nullable PeriodDuration duration,
        Repurchase repurchase) {

    /** Whether it begins when what is there ends. */
    boolean follows() {
        return repurchase != Repurchase.PARALLEL && duration != null;
    }

    /** What it gives of one of its resources, from that time on. */
    Entitlement of(Resource resource, Instant start) {
        return new Entitlement(
                EntitlementId.next(),
                member,
                resource.id(),
                resource.slug(),
                resource.name(),
                purchaseId,
                start,
                duration == null ? null : Entitlement.end(start, duration),
                duration,
                null,
                null);
    }
}
