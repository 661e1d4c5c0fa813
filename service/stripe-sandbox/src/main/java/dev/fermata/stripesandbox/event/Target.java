package dev.fermata.stripesandbox.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook endpoint as deliveries see it. */
public record Target(
        String id,
        String url,
        Secrets secrets,
        List<String> enabledEvents,
        @Nullable String apiVersion,
        boolean enabled) {

    boolean wants(String type) {
        return enabled && enabledEvents.stream().anyMatch(pattern -> Events.covers(pattern, type));
    }

    Target rolled(Secrets next) {
        return new Target(id, url, next, enabledEvents, apiVersion, enabled);
    }
}
