package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeApi;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records what happened and hands it to the deliveries. Called under the account's lock, so events have an order. */
public final class Events {

    /** Looks at nothing that leaves. */
    public static final Consumer<ObjectNode> NOBODY = body -> {};

    /** So long can events be asked for. */
    private static final Duration RETENTION = Duration.ofDays(30);

    private static final int MOST_TYPES = 20;

    private final SandboxClock clock;
    private final Deliveries deliveries;
    private final Consumer<ObjectNode> emitted;
    private final Map<Account, EventLog> logs = new ConcurrentHashMap<>();

    public Events(SandboxClock clock, Deliveries deliveries, Consumer<ObjectNode> emitted) {
        this.clock = clock;
        this.deliveries = deliveries;
        this.emitted = emitted;
    }

    public void emit(Account account, String type, ObjectNode object, Origin origin) {
        emit(account, type, object, null, origin);
    }

    /** @param previous the former values of what changed, for {@code *.updated} */
    public void emit(Account account, String type, ObjectNode object, @Nullable ObjectNode previous, Origin origin) {
        ObjectNode event = account.blank("event", Ids.next("evt_"), clock.seconds());
        event.put("api_version", StripeApi.VERSION);
        event.put("type", type);
        ObjectNode data = event.putObject("data");
        data.set("object", Wire.copy(object));
        if (previous != null) {
            data.set("previous_attributes", previous);
        }
        event.putObject("request").put("id", origin.requestId()).put("idempotency_key", origin.idempotencyKey());
        emitted.accept(event);
        StoredEvent stored = StoredEvent.of(event);
        log(account).add(stored);
        deliveries.offer(account, stored);
    }

    private EventLog log(Account account) {
        return logs.computeIfAbsent(account, key -> new EventLog());
    }

    /** The events of an account, oldest first. */
    public List<StoredEvent> all(Account account) {
        return account.locked(() -> log(account).all());
    }

    public void register(Routes routes) {
        routes.get("/v1/events", this::list).get("/v1/events/{id}", this::retrieve);
    }

    private ObjectNode retrieve(Call call) {
        return log(call.account())
                .find(call.id())
                .filter(event -> event.created() >= oldest())
                .map(this::wire)
                .orElseThrow(() -> StripeError.missing("event", "id", call.id()));
    }

    private long oldest() {
        return clock.instant().minus(RETENTION).getEpochSecond();
    }

    private ObjectNode list(Call call) {
        EventLog log = log(call.account());
        long oldest = oldest();
        Set<String> types = types(call);
        return Listing.page(
                call,
                log.since(oldest),
                id -> log.place(id, oldest),
                StoredEvent::created,
                event -> (types.isEmpty() || types.stream().anyMatch(pattern -> covers(pattern, event.type())))
                        && (!call.params().has("delivery_success")
                                || call.flag("delivery_success") == (deliveries.undelivered(event.id()) == 0)),
                this::wire);
    }

    private static Set<String> types(Call call) {
        Set<String> types = new HashSet<>();
        call.params().path("types").forEach(type -> types.add(type.asText()));
        if (types.size() > MOST_TYPES) {
            throw StripeError.badParam(null, "types", "You can specify up to 20 types.");
        }
        if (!types.isEmpty() && call.params().has("type")) {
            throw StripeError.badParam(null, "type", "You may only specify one of these parameters: type, types.");
        }
        call.text("type").ifPresent(types::add);
        return types;
    }

    private ObjectNode wire(StoredEvent event) {
        return event.wire(deliveries.undelivered(event.id()));
    }

    /** {@code *}, {@code charge.*} or the type itself. */
    static boolean covers(String pattern, String type) {
        return pattern.equals("*")
                || pattern.equals(type)
                || (pattern.endsWith(".*") && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    public void clear() {
        logs.clear();
    }
}
