package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import org.jspecify.annotations.Nullable;

/**
 * One event, frozen as bytes: an event shows its object as it was.
 */
public record StoredEvent(String id, String type, long created, String objectId, byte[] json) {

    /** The event as it is sent, in the version an endpoint asked for. */
    public ObjectNode in(@Nullable String apiVersion, long pendingWebhooks) {
        ObjectNode event = Json.parse(json);
        if (apiVersion != null) {
            event.put("api_version", apiVersion);
        }
        event.put("pending_webhooks", pendingWebhooks);
        return event;
    }
}
