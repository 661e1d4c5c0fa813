package dev.fermata.service.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.db.Id;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The way out for webhooks: stored with what caused them, delivered afterwards, at least once and in no promised order. */
public final class Outbox {

    private final InstantSource clock;
    private final ObjectMapper json;
    private final Runnable stored;

    /** @param stored is told when a transaction with messages has committed */
    Outbox(InstantSource clock, ObjectMapper json, Runnable stored) {
        this.clock = clock;
        this.json = json;
        this.stored = stored;
    }

    /**
     * Queues the message in the caller's transaction, to every endpoint that wants its type; nothing is stored if none does. For an
     * endpoint that is disabled it waits.
     */
    public void send(Handle tx, WebhookMessage message) {
        send(tx, List.of(message));
    }

    /** Queues them all with one statement. */
    public void send(Handle tx, List<WebhookMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        int queued = tx.attach(OutboxDao.class)
                .insert(
                        messages.stream().map(message -> Id.next("msg")).toArray(String[]::new),
                        messages.stream().map(message -> message.type().slug()).toArray(String[]::new),
                        messages.stream().map(message -> body(message, now)).toArray(String[]::new),
                        now);
        if (queued > 0) {
            tx.afterCommit(stored);
        }
    }

    /** Queues a {@code webhook.ping} for one endpoint and answers the message's id. */
    String ping(Handle tx, EndpointId endpoint) {
        Instant now = clock.instant();
        var ping = new WebhookMessage(WebhookType.WEBHOOK_PING, Map.of("endpoint", endpoint.value()));
        String id = Id.next("msg");
        tx.attach(OutboxDao.class).insertFor(endpoint, id, ping.type().slug(), body(ping, now), now);
        tx.afterCommit(stored);
        return id;
    }

    private String body(WebhookMessage message, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", message.type().slug());
        body.put("timestamp", now);
        body.put("data", message.data());
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
