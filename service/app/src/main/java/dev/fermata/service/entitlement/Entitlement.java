package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/**
 * A member's right to one resource. A null start or end is open on that side; a suspended or revoked entitlement stays in the
 * table and gives nothing.
 */
public record Entitlement(
        EntitlementId id,
        MemberId memberId,
        ResourceId resourceId,
        String resourceSlug,
        String resourceName,
        @Nullable String purchaseId,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable PeriodDuration duration,
        @Nullable Instant suspendedAt,
        @Nullable Instant revokedAt) {

    /** Whether it gives access at this moment: the start is inside, the end is not. */
    public boolean isActiveAt(Instant now) {
        return revokedAt == null
                && suspendedAt == null
                && (startedAt == null || !now.isBefore(startedAt))
                && (endedAt == null || now.isBefore(endedAt));
    }
}
