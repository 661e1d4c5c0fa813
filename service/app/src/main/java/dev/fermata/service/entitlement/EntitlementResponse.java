package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entitlement as pages see it; {@code product} repeats {@code resource} for sites on the newer vocabulary. */
public record EntitlementResponse(
        EntitlementId id,
        Resource resource,
        Resource product,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean isActive) {

    public static EntitlementResponse from(Entitlement entitlement, Instant now) {
        var resource = new Resource(entitlement.resourceId(), entitlement.resourceSlug(), entitlement.resourceName());
        return new EntitlementResponse(
                entitlement.id(),
                resource,
                resource,
                entitlement.startedAt(),
                entitlement.endedAt(),
                entitlement.isActiveAt(now));
    }
}
