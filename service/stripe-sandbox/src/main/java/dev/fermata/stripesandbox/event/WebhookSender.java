package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** So many posts are on their way at most; a burst of events does not become a burst of connections. */
    private static final int AT_ONCE = 64;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "stripe-sandbox-webhook");
                thread.setDaemon(true);
                return thread;
            });

    private final SandboxClock clock;
    private final SignatureTime signatureTime;
    private final Consumer<ObjectNode> emitted;

    /** @param emitted sees every body that leaves */
    public WebhookSender(SandboxClock clock, SignatureTime signatureTime, Consumer<ObjectNode> emitted) {
        this.clock = clock;
        this.signatureTime = signatureTime;
        this.emitted = emitted;
        threads.allowCoreThreadTimeOut(true);
    }

    CompletableFuture<Delivery.Attempt> send(
            Target target, StoredEvent event, long pendingWebhooks, Tampering tampering) {
        return CompletableFuture.supplyAsync(() -> post(target, event, pendingWebhooks, tampering), threads)
                .exceptionally(e -> new Delivery.Attempt(clock.instant(), 0, shorten(String.valueOf(e.getMessage()))));
    }

    private Delivery.Attempt post(Target target, StoredEvent event, long pendingWebhooks, Tampering tampering) {
        byte[] body = event.bytes(asAskedFor(target, tampering).changed(), pendingWebhooks);
        if (emitted != Events.NOBODY) {
            emitted.accept(Json.parse(body));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.url()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature(target, body, tampering))
                .POST(HttpRequest.BodyPublishers.ofByteArray(tampering.corruptBody() ? corrupt(body) : body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Delivery.Attempt(clock.instant(), response.statusCode(), shorten(response.body()));
        } catch (IOException e) {
            return new Delivery.Attempt(clock.instant(), 0, shorten(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Attempt(clock.instant(), 0, "interrupted");
        }
    }

    private static Tampering asAskedFor(Target target, Tampering tampering) {
        String asked = target.apiVersion();
        return asked == null || tampering.changed().containsKey("api_version")
                ? tampering
                : tampering.withApiVersion(asked);
    }

    private String signature(Target target, byte[] body, Tampering tampering) {
        long now = signatureTime == SignatureTime.SANDBOX
                ? clock.seconds()
                : clock.base().instant().getEpochSecond();
        List<String> secrets =
                tampering.secrets().isEmpty() ? target.secrets().active(clock.instant()) : tampering.secrets();
        List<String> signers = tampering.corruptSignature()
                ? secrets.stream().map(secret -> secret + "x").toList()
                : secrets;
        return Signature.header(now + tampering.timestampOffset(), body, signers);
    }

    /** Other bytes of the same length, still JSON: an amount, a digit of an id. */
    private static byte[] corrupt(byte[] body) {
        byte[] changed = body.clone();
        for (int i = changed.length - 1; i >= 0; i--) {
            if (changed[i] >= '0' && changed[i] <= '9') {
                changed[i] = (byte) (changed[i] == '9' ? '1' : changed[i] + 1);
                return changed;
            }
        }
        return changed;
    }

    private static String shorten(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "…";
    }
}
