package dev.fermata.gate.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The service as far as a gate sees it. It can be held, so that it answers nothing until it is released; broken; and stopped. */
public final class FakeService implements AutoCloseable {

    /** A request that arrived. */
    public record Call(String method, String path, Headers headers) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> tokensByHandle = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private volatile JWKSet keys = new JWKSet(Keys.SERVICE.toPublicJWK());
    private volatile String offers = Offers.DAY_PASS;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;
    private int port;

    public FakeService() throws IOException {
        start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Who this session's reader is from now on. */
    public void knows(String handle, String jwt) {
        tokensByHandle.put(handle, jwt);
    }

    public void forgets(String handle) {
        tokensByHandle.remove(handle);
    }

    public void publishes(JWK... published) {
        keys = new JWKSet(List.of(published)).toPublicJWKSet();
    }

    public void sells(String offersJson) {
        offers = offersJson;
    }

    /** Answers this path with a bare status from now on; 0 ends that. */
    public void answers(String path, int status) {
        statuses.put(path, status);
    }

    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    public void stop() {
        release();
        server.stop(0);
    }

    /** On the same port as before. */
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            calls.add(new Call(exchange.getRequestMethod(), path, exchange.getRequestHeaders()));
            awaitRelease();
            int status = statuses.getOrDefault(path, 0);
            if (status != 0) {
                answer(exchange, status, "{\"detail\":\"as the test wants it\"}");
                return;
            }
            switch (path) {
                case "/.well-known/jwks.json" -> answer(exchange, 200, keys.toString());
                case "/.well-known/openid-configuration" ->
                    answer(exchange, 200, "{\"issuer\":\"" + TokenFixture.ISSUER + "\"}");
                case "/api/offers" -> tagged(exchange, "{\"data\":" + offers + "}");
                case "/api/v1/resources" -> answer(exchange, 200, "{\"data\":" + Offers.RESOURCES + "}");
                case "/api/session" -> session(exchange);
                default -> answer(exchange, 404, "{}");
            }
        }
    }

    private void session(HttpExchange exchange) throws IOException {
        String cookies = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie"))
                .orElse("");
        String jwt = tokensByHandle.entrySet().stream()
                .filter(entry -> cookies.contains("allegro_session=" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (jwt != null) {
            exchange.getResponseHeaders().add("Set-Cookie", "allegro_jwt=" + jwt + "; Path=/; Max-Age=300; HttpOnly");
            exchange.getResponseHeaders().add("Set-Cookie", "other=1; Path=/");
        } else if (cookies.contains("allegro_jwt=")) {
            exchange.getResponseHeaders().add("Set-Cookie", "allegro_jwt=; Path=/; Max-Age=0; HttpOnly");
        }
        answer(exchange, 200, "{\"session\":null,\"jwt\":" + (jwt == null ? "null" : "\"" + jwt + "\"") + "}");
    }

    private void tagged(HttpExchange exchange, String body) throws IOException {
        String tag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
        exchange.getResponseHeaders().add("ETag", tag);
        boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (known) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            answer(exchange, 200, body);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void awaitRelease() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
