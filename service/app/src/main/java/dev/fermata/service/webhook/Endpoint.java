package dev.fermata.service.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go.
 *
 * @param eventTypes the types and groups of types it wants; empty for all
 * @param failingSince since when nothing has arrived that was sent
 */
record Endpoint(
        EndpointId id,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        @JsonProperty("enabled") boolean enabled,
        @Nullable DisabledReason disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    /** Why nothing is sent there. */
    enum DisabledReason {
        /** It answered 410: it wants nothing any more. */
        GONE,
        /** Nothing has arrived there for days. */
        FAILING,
        /** Somebody switched it off. */
        OPERATOR
    }

    /** What somebody wants an endpoint to be; null is left as it is. */
    record Wish(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> eventTypes,
            @Nullable Boolean enabled) {

        /** All of it in one text, to be told from another. */
        String text() {
            return url + "\n" + eventTypes + "\n" + description;
        }
    }
}
