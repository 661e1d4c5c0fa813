package dev.fermata.gate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a site tells its gate.
 *
 * @param service where the service is, as this server reaches it
 * @param serverToken an API token with the scopes {@code forward} and {@code read}
 * @param origins the site's origins, the first being the usual one; a token counts only on the origin it was issued for
 * @param directory where the last known catalogue and keys are kept; it is created if need be
 * @param patience the longest that a page waits for the service
 * @param meter what {@code metered} means where nothing else is said
 */
public record GateSettings(
        URI service, String serverToken, List<URI> origins, Path directory, Duration patience, MeterPolicy meter) {

    /** 300 ms. */
    public static final Duration USUAL_PATIENCE = Duration.ofMillis(300);

    public GateSettings {
        origins = List.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("a site has at least one origin");
        }
    }
}
