package dev.fermata.service.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How sending went.
 *
 * @param status of the answer, if there was one
 * @param error why there was none
 */
public record Attempt(Instant startedAt, long latencyMs, @Nullable Integer status, @Nullable String error) {

    private static final int GONE = 410;

    boolean hasArrived() {
        return status != null && status / 100 == 2;
    }

    boolean saysGone() {
        return status != null && status == GONE;
    }
}
