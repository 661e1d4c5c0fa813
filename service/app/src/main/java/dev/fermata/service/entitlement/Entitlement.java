package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.member.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
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

    /**
     * As far as the clocks of two instances may be apart. What one of them grants begins now by its clock, and the other must not turn
     * the buyer away until its own clock is there. Nobody reads longer for it: what really begins later follows a period that lasts
     * until then.
     */
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** The latest start of what gives access at this moment. */
    static Instant latestStart(Instant now) {
        return now.plus(CLOCKS_APART);
    }

    /** Whether it gives access at this moment: the start is inside, the end is not. */
    public boolean isActiveAt(Instant now) {
        return revokedAt == null
                && suspendedAt == null
                && (startedAt == null || !startedAt.isAfter(latestStart(now)))
                && (endedAt == null || now.isBefore(endedAt));
    }

    /** As long, from another start on: a whole term by the calendar, what is left of one to the second. */
    Entitlement startingAt(Instant start) {
        if (startedAt == null || endedAt == null) {
            return during(start, endedAt);
        }
        return duration != null && endedAt.equals(end(startedAt, duration))
                ? during(start, end(start, duration))
                : during(start, start.plus(Duration.between(startedAt, endedAt)));
    }

    /** What had not been used when it was suspended or revoked; empty if nothing is left, or if it never ends. */
    Optional<Entitlement> rest() {
        Instant taken = suspendedAt == null ? revokedAt : suspendedAt;
        if (taken == null || endedAt == null) {
            return Optional.empty();
        }
        Instant from = startedAt != null && startedAt.isAfter(taken) ? startedAt : taken;
        return Optional.of(during(from, endedAt)).filter(rest -> from.isBefore(endedAt));
    }

    private Entitlement during(@Nullable Instant start, @Nullable Instant end) {
        return new Entitlement(
                id,
                memberId,
                resourceId,
                resourceSlug,
                resourceName,
                purchaseId,
                start,
                end,
                duration,
                suspendedAt,
                revokedAt);
    }

    /** Calendar arithmetic in UTC: a month from 31 January ends in February. */
    static Instant end(Instant start, PeriodDuration duration) {
        return start.atOffset(ZoneOffset.UTC).plus(duration).toInstant();
    }
}
