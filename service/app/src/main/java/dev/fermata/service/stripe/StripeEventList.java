package dev.fermata.service.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.param.EventListParams;
import dev.fermata.service.jobs.Pace;
import dev.fermata.service.purchase.PaymentProviderException;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's own list of what happened, of the types that we handle; it goes back 30 days
 * (<a href="https://docs.stripe.com/api/events">Stripe: events</a>).
 */
final class StripeEventList {

    static final int PAGE = 100;

    private final StripeApi stripe;
    private final ObjectMapper json;
    private final List<String> types;
    private final Pace pace;

    StripeEventList(StripeApi stripe, ObjectMapper json, List<String> types, Pace pace) {
        this.stripe = stripe;
        this.json = json;
        this.types = types;
        this.pace = pace;
    }

    /** Some of the list, newest first; the cursor leads to the rest. */
    record Page(List<JsonNode> events, @Nullable String next) {}

    /**
     * What was created from one time to before another, or until now.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws PaymentProviderException if there is no usable answer
     */
    Page page(Instant from, @Nullable Instant until, @Nullable String after) {
        var created = EventListParams.Created.builder().setGte(from.getEpochSecond());
        if (until != null) {
            created.setLt(until.getEpochSecond());
        }
        var params = EventListParams.builder()
                .addAllType(types)
                .setCreated(created.build())
                .setLimit((long) PAGE)
                .setStartingAfter(after)
                .build();
        pace.await();
        // As it came over the wire: the library would read it by the version that the event was rendered in.
        JsonNode list = read(
                stripe.ask(v1 -> v1.events().list(params)).getLastResponse().body());
        List<JsonNode> events =
                StreamSupport.stream(list.path("data").spliterator(), false).toList();
        boolean more = list.path("has_more").asBoolean() && !events.isEmpty();
        return new Page(events, more ? events.get(events.size() - 1).path("id").asText() : null);
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new PaymentProviderException(
                    Kind.UNAVAILABLE, "unreadable", "Stripe's list of events cannot be read", e);
        }
    }
}
