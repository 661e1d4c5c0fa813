package dev.fermata.gate.proxy;

import dev.fermata.gate.service.LastKnown;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browser SDK, from the last copy that was seen. Pages wait for this script with everything below it, so it never waits for the
 * service, but for the very first time, and then only for a moment. A copy is looked after in the background once a minute.
 */
final class ClientScript {

    private static final String FILE = "client.js.json";
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,100}\"");

    private final HttpClient client;
    private final URI address;
    private final LastKnown disk;
    private volatile @Nullable ScriptCopy copy;
    private @Nullable CompletableFuture<?> look;
    private long lookedAt;

    ClientScript(HttpClient client, URI address, LastKnown disk) {
        this.client = client;
        this.address = address;
        this.disk = disk;
        this.copy = disk.read(FILE).flatMap(ScriptCopy::parse).orElse(null);
        var unused = lookAfter();
    }

    /** Empty if the script was never seen and does not arrive now. */
    Optional<ProxyAnswer> answer(ProxyRequest request) {
        CompletableFuture<?> fresh = lookAfter();
        if (copy == null) {
            await(fresh);
        }
        return Optional.ofNullable(copy).map(known -> known.answer(request));
    }

    private synchronized CompletableFuture<?> lookAfter() {
        CompletableFuture<?> last = look;
        boolean due = copy == null || System.nanoTime() - lookedAt > LOOKED_AFTER.toNanos();
        if (last != null && (!last.isDone() || !due)) {
            return last;
        }
        lookedAt = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        ScriptCopy known = copy;
        if (known != null && !known.tag().isEmpty()) {
            request.header("If-None-Match", known.tag());
        }
        look = client.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenAccept(this::keep);
        return look;
    }

    private void keep(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200 || !type.contains("javascript") || answer.body().length == 0) {
            return;
        }
        String tag = answer.headers()
                .firstValue("ETag")
                .filter(text -> TAG.matcher(text).matches())
                .orElse("");
        ScriptCopy fresh = ScriptCopy.of(tag, answer.body());
        copy = fresh;
        disk.write(FILE, fresh.file());
    }

    private static void await(CompletableFuture<?> fresh) {
        try {
            fresh.get(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // There is no copy, then; the next page asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
