package dev.fermata.gate.token;

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
            HttpResponse<byte[]> published = service.get("/.well-known/jwks.json", Map.of());
            HttpResponse<byte[]> discovery = service.get("/.well-known/openid-configuration", Map.of());
            if (published.statusCode() == 200) {
                ObjectNode document = JSON.createObjectNode();
                document.set("keys", JSON.readTree(published.body()).path("keys"));
                document.put("issuer", issuerIn(discovery));
                keep(document);
            }
        } catch (IOException e) {
            // The last known keys stay; that the service does not answer is told by its health.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keys without an issuer are worth having, too. */
    private @Nullable String issuerIn(HttpResponse<byte[]> discovery) throws IOException {
        return discovery.statusCode() == 200
                ? JSON.readTree(discovery.body()).path("issuer").asText()
                : keys.issuer();
    }

    private void keep(ObjectNode document) throws IOException {
        KeySet fresh = KeySet.of(document);
        if (!fresh.verifiers().isEmpty()) {
            keys = fresh;
            disk.write(FILE, JSON.writeValueAsBytes(document));
        }
    }

    private static Optional<KeySet> parse(byte[] file) {
        try {
            return Optional.of(KeySet.of(JSON.readTree(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
