package dev.fermata.gate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A proxy and a service behind it that remembers what reached it. Below {@code /api/slow} it answers nothing, below {@code /api/halting}
 * the beginning of something, everywhere else a redirect with two cookies.
 */
final class EchoService implements BeforeEachCallback, AfterEachCallback {

    record Received(String method, URI uri, Headers headers, String body) {}

    static final Duration SHORT = Duration.ofSeconds(1);

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final CountDownLatch firstByteArrived = new CountDownLatch(1);
    final ExecutorService threads = Executors.newCachedThreadPool();
    FirstPartyProxy proxy;
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer service;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(threads);
        service.createContext("/", this::serve);
        service.start();
        withPatience(Duration.ofSeconds(30));
    }

    void withPatience(Duration patience) {
        if (proxy != null) {
            proxy.close();
        }
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        proxy = new FirstPartyProxy(address, "the-server-token", patience);
    }

    void stop() {
        service.stop(0);
    }

    ProxyAnswer send(String method, String path, Map<String, List<String>> headers, InputStream body) {
        return send(method, path, null, headers, body);
    }

    ProxyAnswer get(String path, String query, Map<String, List<String>> headers) {
        return send("GET", path, query, headers, InputStream.nullInputStream());
    }

    private ProxyAnswer send(
            String method, String path, String query, Map<String, List<String>> headers, InputStream body) {
        URI origin = URI.create("https://magazine.example");
        return proxy.answer(new ProxyRequest(method, path, query, headers, body, origin, "192.0.2.7"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end.countDown();
        proxy.close();
        service.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/client.js")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            received.add(receive(exchange));
            if (path.startsWith("/api/slow")) {
                awaitEnd();
            } else if (path.startsWith("/api/halting")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("first".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                awaitEnd();
            } else {
                exchange.getResponseHeaders().add("Location", "https://checkout.example/c/pay/cs_1");
                exchange.getResponseHeaders().add("Set-Cookie", "allegro_session=s2; Path=/; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "allegro_jwt=j2; Path=/; HttpOnly");
                exchange.sendResponseHeaders(303, -1);
            }
        }
    }

    private Received receive(HttpExchange exchange) throws IOException {
        int first = exchange.getRequestBody().read();
        if (first >= 0) {
            firstByteArrived.countDown();
        }
        String rest = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                first < 0 ? "" : Character.toString(first) + rest);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
