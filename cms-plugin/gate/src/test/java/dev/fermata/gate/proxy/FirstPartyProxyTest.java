package dev.fermata.gate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPartyProxyTest {

    private record Received(String method, URI uri, Headers headers, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch firstByteArrived = new CountDownLatch(1);
    private HttpServer service;
    private FirstPartyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(threads);
        service.createContext("/", this::serve);
        service.start();
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        proxy = new FirstPartyProxy(address, "the-server-token", Duration.ofMillis(400));
    }

    @AfterEach
    void stop() {
        end.countDown();
        proxy.close();
        service.stop(0);
        threads.shutdownNow();
    }

    @Test
    void tellsTheServiceWhoAsksAndForgetsWhatTheVisitorClaims() throws Exception {
        proxy.answer(get(
                        "/_fermata/api/session",
                        "a=b%20c",
                        Map.ofEntries(
                                Map.entry("x-forwarded-for", List.of("203.0.113.9")),
                                Map.entry("X-Forwarded-Host", List.of("evil.example", "evil2.example")),
                                Map.entry("X-Forwarded-Prefix", List.of("/evil")),
                                Map.entry("X-Forwarded-Proto", List.of("http")),
                                Map.entry("X-Real-IP", List.of("203.0.113.9")),
                                Map.entry("Forwarded", List.of("for=203.0.113.9")),
                                Map.entry("FERMATA-server-token", List.of("guessed")),
                                Map.entry("Authorization", List.of("Bearer guessed")),
                                Map.entry("X-Request-Id", List.of("req-1")),
                                Map.entry("connection", List.of("close, X-Secret-Hop", "TE")),
                                Map.entry("TE", List.of("trailers")),
                                Map.entry("X-Secret-Hop", List.of("1")))))
                .close();

        Received got = received.take();
        assertThat(got.uri()).hasToString("/api/session?a=b%20c");
        assertThat(got.headers().get("X-Forwarded-For")).containsExactly("192.0.2.7");
        assertThat(got.headers().get("X-Forwarded-Host")).containsExactly("magazine.example");
        assertThat(got.headers().get("X-Forwarded-Proto")).containsExactly("https");
        assertThat(got.headers().get("X-Forwarded-Prefix")).containsExactly("/_fermata");
        assertThat(got.headers().get("Fermata-Server-Token")).containsExactly("the-server-token");
        assertThat(got.headers().get("X-Request-Id")).containsExactly("req-1");
        assertThat(got.headers()).doesNotContainKeys("Forwarded", "X-real-ip", "Authorization", "X-secret-hop", "Te");
    }

    @Test
    void passesOnlyItsOwnCookies() throws Exception {
        Map<String, List<String>> cookies = Map.of(
                "Cookie",
                List.of(
                        "JSESSIONID=cms; allegro_session=s1; __Host-allegro_session=s2; login=x",
                        "allegro_jwt=j; allegro_device_id=d; allegro_session_id=i; allegro_session_x=1; fermata_meter=m"));
        proxy.answer(get("/_fermata/api/session", null, cookies)).close();

        assertThat(received.take().headers().get("Cookie"))
                .containsExactly("allegro_session=s1; __Host-allegro_session=s2; allegro_jwt=j; allegro_device_id=d;"
                        + " allegro_session_id=i");
    }

    @Test
    void passesBodiesCookiesAndRedirectsAsTheyAre() throws Exception {
        try (ProxyAnswer answer = proxy.answer(post(
                "/_fermata/checkout",
                "term_id=term_1&x=",
                Map.of(
                        "Content-Type", List.of("application/x-www-form-urlencoded"),
                        "Content-Length", List.of("17"),
                        "Expect", List.of("100-continue"))))) {
            Received got = received.take();
            assertThat(got.body()).isEqualTo("term_id=term_1&x=");
            assertThat(got.headers().get("Content-Length")).containsExactly("17");
            assertThat(got.headers()).doesNotContainKeys("Expect", "Transfer-encoding");
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.headers().get("location")).containsExactly("https://checkout.example/c/pay/cs_1");
            assertThat(answer.headers().get("set-cookie"))
                    .containsExactly("allegro_session=s2; Path=/; HttpOnly", "allegro_jwt=j2; Path=/; HttpOnly");
            assertThat(answer.headers()).doesNotContainKeys("Date", "Connection", "Transfer-Encoding");
        }
    }

    @Test
    void aBodyOfUnknownLengthArrivesWhole() throws Exception {
        proxy.answer(post("/_fermata/api/events", "x".repeat(100_000), Map.of("Transfer-Encoding", List.of("chunked"))))
                .close();

        assertThat(received.take().body()).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void whatHasNoBodyIsSentWithoutOne(String method) throws Exception {
        proxy.answer(new ProxyRequest(
                        method,
                        "/_fermata/api/session",
                        null,
                        Map.of(),
                        unreadable(),
                        URI.create("https://magazine.example"),
                        "192.0.2.7"))
                .close();

        Received got = received.take();
        assertThat(got.method()).isEqualTo(method);
        assertThat(got.headers()).doesNotContainKeys("Transfer-encoding");
    }

    @Test
    void aPostWithoutABodyArrives() throws Exception {
        proxy.answer(post("/_fermata/api/session", "", Map.of("Content-Length", List.of("0"))))
                .close();

        assertThat(received.take().headers().getFirst("Content-Length")).isEqualTo("0");
    }

    @Test
    void aBodyArrivesWhileItIsStillBeingSent() throws Exception {
        PipedOutputStream visitor = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(visitor, 64 * 1024);
        proxy.close();
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        proxy = new FirstPartyProxy(address, "the-server-token", Duration.ofSeconds(30));
        CompletableFuture<ProxyAnswer> answer = CompletableFuture.supplyAsync(
                () -> proxy.answer(new ProxyRequest(
                        "POST",
                        "/_fermata/api/upload",
                        null,
                        Map.of("Transfer-Encoding", List.of("chunked")),
                        body,
                        URI.create("https://magazine.example"),
                        "192.0.2.7")),
                threads);
        while (!firstByteArrived.await(1, TimeUnit.MILLISECONDS)) {
            visitor.write(new byte[1024]);
            visitor.flush();
        }
        visitor.close();

        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(303);
    }

    @Test
    void theAnswerArrivesWhileItIsBeingWritten() throws Exception {
        try (ProxyAnswer answer = proxy.answer(get("/_fermata/api/halting", null, Map.of()))) {
            assertThat(answer.body().readNBytes(5)).asString(UTF_8).isEqualTo("first");
        }
    }

    @Test
    void anAnswerThatStopsHalfWayFailsInsteadOfLookingWhole() throws Exception {
        try (ProxyAnswer answer = proxy.answer(get("/_fermata/api/halting", null, Map.of()))) {
            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata/admin",
                "/_fermata/api/v1/members",
                "/_fermata/api/webhooks/stripe",
                "/_fermata/api/%76%31/members",
                "/_fermata/api/../admin",
                "/_fermata/api//v1/members",
                "/_fermata",
                "/elsewhere"
            })
    void neverPassesOnWhatIsPrivate(String path) throws Exception {
        assertThat(proxy.answer(get(path, null, Map.of())).status()).isEqualTo(404);
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "get", "PROPFIND"})
    void refusesMethodsThatNoReaderNeeds(String method) {
        ProxyRequest request = new ProxyRequest(
                method,
                "/_fermata/api/session",
                null,
                Map.of(),
                InputStream.nullInputStream(),
                URI.create("https://magazine.example"),
                "192.0.2.7");

        assertThat(proxy.answer(request).status()).isEqualTo(405);
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=|", "a b", "%", "\r\nX: 1"})
    void aQueryThatIsNoneIsABadRequest(String query) {
        assertThat(proxy.answer(get("/_fermata/api/session", query, Map.of())).status())
                .isEqualTo(400);
        assertThat(received).isEmpty();
    }

    @Test
    void headersThatAreNoneAreLeftOut() throws Exception {
        proxy.answer(get("/_fermata/api/session", null, Map.of("X-A", List.of("a\r\nX-B: b"), "X C", List.of("c"))))
                .close();

        assertThat(received.take().headers()).doesNotContainKeys("X-a", "X-b", "X c");
    }

    @Test
    void saysThatTheServiceIsSlow() throws Exception {
        try (ProxyAnswer answer = proxy.answer(get("/_fermata/api/slow", null, Map.of()))) {
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.headers().get("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body().readAllBytes()).asString(UTF_8).contains("\"code\":\"service-slow\"");
        }
    }

    @Test
    void saysThatTheServiceIsDown() throws Exception {
        service.stop(0);
        try (ProxyAnswer answer = proxy.answer(get("/_fermata/api/session", null, Map.of()))) {
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.headers().get("Retry-After")).containsExactly("5");
            assertThat(answer.body().readAllBytes()).asString(UTF_8).contains("\"code\":\"service-down\"");
        }
    }

    private static ProxyRequest get(String path, String query, Map<String, List<String>> headers) {
        return new ProxyRequest(
                "GET",
                path,
                query,
                headers,
                InputStream.nullInputStream(),
                URI.create("https://magazine.example"),
                "192.0.2.7");
    }

    private static ProxyRequest post(String path, String body, Map<String, List<String>> headers) {
        return new ProxyRequest(
                "POST",
                path,
                null,
                headers,
                new ByteArrayInputStream(body.getBytes(UTF_8)),
                URI.create("https://magazine.example"),
                "192.0.2.7");
    }

    private static InputStream unreadable() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nobody has to read this");
            }
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/client.js")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        int first = exchange.getRequestBody().read();
        if (first >= 0) {
            firstByteArrived.countDown();
        }
        String body = (first < 0 ? "" : Character.toString(first))
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body));
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/slow")) {
            awaitEnd();
        }
        if (path.endsWith("/halting")) {
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
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
