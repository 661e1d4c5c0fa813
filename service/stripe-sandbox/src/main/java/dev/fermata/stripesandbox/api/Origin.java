package dev.fermata.stripesandbox.api;

import org.jspecify.annotations.Nullable;

/** Which API request caused a change; {@link #NONE} when it was the buyer, the clock or the dashboard. */
public record Origin(@Nullable String requestId, @Nullable String idempotencyKey) {

    public static final Origin NONE = new Origin(null, null);
}
