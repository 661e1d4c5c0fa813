package dev.fermata.service.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as its browser sees it. */
record SessionView(SessionId id, @Nullable Instant authenticatedAt) {

    static SessionView of(DeviceSession session) {
        return new SessionView(session.id(), session.authenticatedAt());
    }

    Map<String, @Nullable Object> toClaim() {
        Map<String, @Nullable Object> claim = new LinkedHashMap<>();
        claim.put("id", id.value());
        claim.put(
                "authenticated_at",
                authenticatedAt == null
                        ? null
                        : authenticatedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        return claim;
    }
}
