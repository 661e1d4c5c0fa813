package dev.fermata.service.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service takes from a Stripe event: that something happened to an object. Everything else is asked of the API, which
 * answers in the version that we pin, whatever version the event was rendered in.
 *
 * @param account the account it happened in; empty for our own
 */
public record StripeEvent(
        String id, String type, String account, boolean livemode, @Nullable String objectId, Instant occurredAt) {

    /** An event of the other mode, or of an account that is connected to ours, is not about our purchases. */
    boolean isOurs(boolean ourLivemode) {
        return livemode == ourLivemode && account.isEmpty();
    }

    /** Empty if this is no event of the form that every API version has. */
    static Optional<StripeEvent> from(JsonNode json) {
        String id = json.path("id").asText("");
        String type = json.path("type").asText("");
        JsonNode created = json.path("created");
        if (!"event".equals(json.path("object").asText())
                || id.isEmpty()
                || type.isEmpty()
                || !created.isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(new StripeEvent(
                id,
                type,
                json.path("account").asText(""),
                json.path("livemode").asBoolean(false),
                json.at("/data/object/id").asText(null),
                Instant.ofEpochSecond(created.asLong())));
    }
}
