package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event, frozen as bytes: an event shows its object as it was. What differs between deliveries is put in without
 * reading it again.
 */
public record StoredEvent(String id, String type, long created, String objectId, byte[] json) {

    /** Only the event's own fields stand this far left. */
    private static final String INDENT = "\n  ";

    static StoredEvent of(ObjectNode event) {
        return new StoredEvent(
                event.get("id").asText(),
                event.get("type").asText(),
                event.get("created").asLong(),
                event.at("/data/object/id").asText(),
                Json.prettyBytes(event));
    }

    /** The event as the API shows it. */
    ObjectNode wire(long pendingWebhooks) {
        return Json.parse(json).put("pending_webhooks", pendingWebhooks);
    }

    /** The event as it is sent, in the version its receiver asked for. */
    byte[] bytes(ApiVersion version, long pendingWebhooks) {
        String text = new String(json, StandardCharsets.UTF_8);
        String sent = replaced(text, "pending_webhooks", Long.toString(pendingWebhooks));
        sent = version.isOwn() ? sent : replaced(sent, "api_version", version.json());
        return sent.getBytes(StandardCharsets.UTF_8);
    }

    private static String replaced(String text, String field, String value) {
        String name = INDENT + "\"" + field + "\": ";
        int start = text.lastIndexOf(name) + name.length();
        return text.substring(0, start) + value + text.substring(text.indexOf(',', start));
    }

    /** What {@code api_version} says: the event's own, another one, or null. */
    public record ApiVersion(boolean isOwn, @Nullable String other) {

        public static final ApiVersion OWN = new ApiVersion(true, null);

        String json() {
            return other == null ? "null" : "\"" + other + "\"";
        }
    }
}
