package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Puts one event on the wire once. */
public final class WebhookSender {

    /** What the signature's time is taken from. */
    public enum SignatureTime {
        /** The time nobody moved: receivers compare with their own clock. */
        WALL,
        /** The sandbox's clock, for receivers that share it. */
        SANDBOX
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    private final SandboxClock clock;
    private final SignatureTime signatureTime;
    private final Consumer<ObjectNode> emitted;

    /** @param emitted sees every body that leaves */
    public WebhookSender(SandboxClock clock, SignatureTime signatureTime, Consumer<ObjectNode> emitted) {
        this.clock = clock;
        this.signatureTime = signatureTime;
        this.emitted = emitted;
    }

    CompletableFuture<Delivery.Attempt> send(
            Target target, StoredEvent event, long pendingWebhooks, Tampering tampering) {
        String version = tampering.apiVersion() != null ? tampering.apiVersion() : target.apiVersion();
        ObjectNode shown = event.in(version, pendingWebhooks);
        emitted.accept(shown);
        byte[] body = Json.prettyBytes(shown);
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.url()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature(target, body, tampering))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> failure == null
                        ? new Delivery.Attempt(clock.instant(), response.statusCode(), shorten(response.body()))
                        : new Delivery.Attempt(clock.instant(), 0, shorten(String.valueOf(failure.getMessage()))));
    }

    private String signature(Target target, byte[] body, Tampering tampering) {
        long now = signatureTime == SignatureTime.SANDBOX
                ? clock.seconds()
                : clock.base().instant().getEpochSecond();
        String secret = tampering.secret() != null ? tampering.secret() : target.secret();
        return Signature.header(
                now + tampering.timestampOffset(), body, tampering.corruptSignature() ? secret + "x" : secret);
    }

    private static String shorten(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "…";
    }
}
