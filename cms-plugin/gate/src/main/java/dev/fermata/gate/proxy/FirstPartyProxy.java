package dev.fermata.gate.proxy;

import dev.fermata.gate.GateSettings;
import dev.fermata.gate.service.LastKnown;
import dev.fermata.gate.service.ServiceAddress;
import dev.fermata.gate.service.ServiceHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Passes requests under {@link ProxyPath#PREFIX} to the service and streams the answers back, redirects and cookies as they are. A path
 * that must not pass is a 404, a service that is down or slow a problem document. The SDK's script comes from the site's own copy.
 */
public final class FirstPartyProxy implements AutoCloseable {

    /** How long a visitor waits for the service's answer before being told that there is none. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

    // TRACE would show the visitor the server token.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SCRIPT = "/client.js";

    private final HttpClient client = ServiceHttp.newClient();
    private final ExecutorService readers = Executors.newCachedThreadPool(FirstPartyProxy::thread);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(FirstPartyProxy::thread);
    private final ServiceAddress service;
    private final ForwardedHeaders forwarded;
    private final Duration patience;
    private final ClientScript script;

    /**
     * @param directory where the copy of the script is kept
     * @param patience how long the service may say nothing
     */
    public FirstPartyProxy(URI service, String serverToken, Path directory, Duration patience) {
        this(service, serverToken, new LastKnown(directory), patience);
    }

    /** A proxy whose copy of the script does not outlast it. */
    public FirstPartyProxy(URI service, String serverToken, Duration patience) {
        this(service, serverToken, LastKnown.nowhere(), patience);
    }

    private FirstPartyProxy(URI service, String serverToken, LastKnown disk, Duration patience) {
        this.service = new ServiceAddress(service);
        this.forwarded = new ForwardedHeaders(serverToken);
        this.patience = patience;
        this.script = new ClientScript(client, this.service.resolve(SCRIPT), disk);
    }

    public static FirstPartyProxy of(GateSettings settings) {
        return new FirstPartyProxy(settings.service(), settings.serverToken(), settings.directory(), USUAL_PATIENCE);
    }

    /** Whether a request is this proxy's to answer. */
    public boolean answers(String rawPath) {
        return ProxyPath.isBelowPrefix(rawPath);
    }

    /** Always an answer; the caller closes it. */
    public ProxyAnswer answer(ProxyRequest request) {
        if (!METHODS.contains(request.method())) {
            return Problem.METHOD_NOT_ALLOWED.answer();
        }
        Optional<ProxyPath> path = ProxyPath.of(request.rawPath());
        if (path.isEmpty()) {
            return Problem.NOT_FOUND.answer();
        }
        if (request.origin().getHost() == null) {
            return Problem.BAD_REQUEST.answer();
        }
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        if (read && path.get().path().equals(SCRIPT)) {
            return script.answer(request).orElseGet(Problem.SERVICE_DOWN::answer);
        }
        return pass(request, path.get());
    }

    private ProxyAnswer pass(ProxyRequest request, ProxyPath path) {
        URI target;
        try {
            String query = request.rawQuery();
            target = service.resolve(path.path() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException unreadableQuery) {
            return Problem.BAD_REQUEST.answer();
        }
        BorrowedStream body = new BorrowedStream(request.body());
        try {
            HttpRequest passed = passed(request, target, body);
            return answer(client.send(passed, BodyHandlers.ofInputStream()));
        } catch (HttpTimeoutException e) {
            return Problem.SERVICE_SLOW.answer();
        } catch (IOException e) {
            return Problem.SERVICE_DOWN.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.SERVICE_DOWN.answer();
        } finally {
            body.giveBack();
        }
    }

    private HttpRequest passed(ProxyRequest request, URI target, InputStream body) {
        HttpRequest.Builder passed =
                HttpRequest.newBuilder(target).timeout(patience).method(request.method(), publisher(request, body));
        forwarded.of(request).forEach((name, values) -> values.forEach(value -> addIfSound(passed, name, value)));
        return passed.build();
    }

    /** A header with characters that no header may have is left out. */
    private static void addIfSound(HttpRequest.Builder passed, String name, String value) {
        try {
            passed.header(name, value);
        } catch (IllegalArgumentException notSound) {
            // The service would not have accepted it either.
        }
    }

    private BodyPublisher publisher(ProxyRequest request, InputStream body) {
        Optional<String> length = Headers.first(request.headers(), "Content-Length");
        boolean announced = request.headers().containsKey("Transfer-Encoding")
                || length.filter(text -> !text.equals("0")).isPresent();
        boolean possible = length.isEmpty()
                && !WITHOUT_BODY.contains(request.method())
                && !request.method().equals("DELETE");
        if (!announced && !possible
                || request.method().equals("GET")
                || request.method().equals("HEAD")) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = new UnhurriedBody(BodyPublishers.ofInputStream(() -> body), readers);
        return length.filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> BodyPublishers.fromPublisher(stream, Long.parseLong(text)))
                .orElse(stream);
    }

    private ProxyAnswer answer(HttpResponse<InputStream> answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.keySet().removeAll(Headers.ofTheConnection(answer.headers().map()));
        // The site has a date of its own on every answer.
        headers.remove("Date");
        return new ProxyAnswer(answer.statusCode(), headers, new WatchedStream(answer.body(), watch, patience));
    }

    @Override
    public void close() {
        readers.shutdownNow();
        watch.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fermata-proxy");
        thread.setDaemon(true);
        return thread;
    }
}
