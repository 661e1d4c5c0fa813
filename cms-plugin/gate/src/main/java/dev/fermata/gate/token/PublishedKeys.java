package dev.fermata.gate.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSVerifier;
import dev.fermata.gate.service.Background;
import dev.fermata.gate.service.LastKnown;
import dev.fermata.gate.service.ServiceHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the service signs with, as last seen, over restarts as well. A key that isn't known is looked for at once, but no more
 * often than every ten seconds, whatever is sent.
 */
public final class PublishedKeys {

    private static final String FILE = "keys.json";
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceHttp service;
    private final LastKnown disk;
    private final Background background;
    private final InstantSource clock;
    private volatile KeySet keys;
    private @Nullable CompletableFuture<Void> look;
    private Instant lookedAt = Instant.MIN;

    public PublishedKeys(ServiceHttp service, LastKnown disk, Background background, InstantSource clock) {
        this.service = service;
        this.disk = disk;
        this.background = background;
        this.clock = clock;
        this.keys = disk.read(FILE).flatMap(PublishedKeys::parse).orElse(KeySet.NONE);
    }

    Optional<JWSVerifier> find(String kid) {
        return Optional.ofNullable(keys.verifiers().get(kid));
    }

    /** Who signs; empty if the service never said. */
    Optional<String> issuer() {
        return Optional.ofNullable(keys.issuer());
    }

    /** Whether any key was ever seen. */
    public boolean isEmpty() {
        return keys.verifiers().isEmpty();
    }

    public void lookIfDue() {
        if (isEmpty() || lookedBefore(clock.instant().minus(LOOKED_AFTER))) {
            var unused = look();
        }
    }

    /** Done when the keys are as fresh as they may be made now. */
    public synchronized CompletableFuture<Void> look() {
        CompletableFuture<Void> last = look;
        if (last != null && (!last.isDone() || !lookedBefore(clock.instant().minus(BETWEEN_LOOKS)))) {
            return last;
        }
        lookedAt = clock.instant();
        look = background.run(this::fetch);
        return look;
    }

    private synchronized boolean lookedBefore(Instant time) {
        return lookedAt.isBefore(time);
    }

    private void fetch() {
        try {
            ObjectNode document = JSON.createObjectNode();
            document.set(
                    "keys",
                    json(service.get("/.well-known/jwks.json", Map.of())).path("keys"));
            document.put(
                    "issuer",
                    json(service.get("/.well-known/openid-configuration", Map.of()))
                            .path("issuer")
                            .asText());
            byte[] file = JSON.writeValueAsBytes(document);
            parse(file).filter(fresh -> !fresh.verifiers().isEmpty()).ifPresent(fresh -> {
                keys = fresh;
                disk.write(FILE, file);
            });
        } catch (IOException e) {
            // The last known keys stay; that the service does not answer is told by its health.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private static Optional<KeySet> parse(byte[] file) {
        try {
            return Optional.of(KeySet.of(JSON.readTree(file)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
