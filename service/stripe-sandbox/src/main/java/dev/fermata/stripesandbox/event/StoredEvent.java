package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

    /**
     * The event as it is sent.
     *
     * @param changed fields of the event itself that say something else, as JSON values
     */
    byte[] bytes(Map<String, String> changed, long pendingWebhooks) {
        String text =
                with(new String(json, StandardCharsets.UTF_8), "pending_webhooks", Long.toString(pendingWebhooks));
        for (Map.Entry<String, String> field : changed.entrySet()) {
            text = with(text, field.getKey(), field.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String with(String text, String field, String value) {
        String name = INDENT + "\"" + field + "\": ";
        int start = text.lastIndexOf(name);
        if (start < 0) {
            return "{" + name + value + "," + text.substring(1);
        }
        int end = text.indexOf(',', start);
        return text.substring(0, start) + name + value + text.substring(end);
    }
}
