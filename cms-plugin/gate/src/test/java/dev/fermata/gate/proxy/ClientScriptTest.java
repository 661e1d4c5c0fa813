package dev.fermata.gate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientScriptTest {

    private static final String SCRIPT = "window.allegro = 'ü';";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String script = SCRIPT;

    @TempDir
    Path directory;

    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(threads);
        service.createContext("/client.js", this::serve);
        service.start();
    }

    @AfterEach
    void stop() {
        hold.countDown();
        service.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theFirstPageGetsItFromTheService() throws IOException {
        try (FirstPartyProxy proxy = proxy();
                ProxyAnswer answer = proxy.answer(get(Map.of()))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("Content-Type")).containsExactly("text/javascript; charset=utf-8");
            assertThat(answer.headers().get("ETag")).containsExactly("\"v1\"");
            assertThat(answer.body().readAllBytes()).asString(UTF_8).isEqualTo(SCRIPT);
        }
    }

    @Test
    void laterPagesGetItWithoutTheService() throws IOException {
        try (FirstPartyProxy proxy = proxy()) {
            proxy.answer(get(Map.of())).close();
            hold = new CountDownLatch(1);

            assertThat(text(proxy.answer(get(Map.of())))).isEqualTo(SCRIPT);
        }
    }

    @Test
    void theCopyOutlastsARestartWhileTheServiceIsDownOrTalksNonsense() throws IOException {
        try (FirstPartyProxy proxy = proxy()) {
            proxy.answer(get(Map.of())).close();
            await().until(() -> Files.exists(directory.resolve("client.js.json")));
        }
        status = 500;
        try (FirstPartyProxy proxy = proxy()) {
            assertThat(text(proxy.answer(get(Map.of())))).isEqualTo(SCRIPT);
        }
        service.stop(0);
        try (FirstPartyProxy proxy = proxy()) {
            assertThat(text(proxy.answer(get(Map.of())))).isEqualTo(SCRIPT);
        }
    }

    @Test
    void aNewVersionReplacesTheCopyInTheBackground() throws IOException {
        try (FirstPartyProxy proxy = proxy()) {
            proxy.answer(get(Map.of())).close();
        }
        script = "second";
        try (FirstPartyProxy proxy = proxy()) {
            await().until(() -> text(proxy.answer(get(Map.of()))).equals("second"));
        }
    }

    @Test
    void aBrowserThatHasItIsToldSo() throws IOException {
        try (FirstPartyProxy proxy = proxy();
                ProxyAnswer answer = proxy.answer(get(Map.of("If-None-Match", List.of("\"v1\""))))) {
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.body().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aBrowserThatTakesItZippedGetsItZipped() throws IOException {
        try (FirstPartyProxy proxy = proxy();
                ProxyAnswer answer = proxy.answer(get(Map.of("accept-encoding", List.of("br, gzip"))))) {
            assertThat(answer.headers().get("Content-Encoding")).containsExactly("gzip");
            assertThat(answer.headers().get("ETag")).containsExactly("\"v1-gzip\"");
            byte[] body = answer.body().readAllBytes();
            assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo(SCRIPT);
        }
    }

    @Test
    void withoutACopyAndWithoutTheServiceThereIsAProblemDocument() throws IOException {
        status = 404;
        try (FirstPartyProxy proxy = proxy();
                ProxyAnswer answer = proxy.answer(get(Map.of()))) {
            assertThat(answer.status()).isEqualTo(502);
        }
    }

    private FirstPartyProxy proxy() {
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        return new FirstPartyProxy(address, "the-server-token", directory, Duration.ofSeconds(5));
    }

    private static String text(ProxyAnswer answer) throws IOException {
        try (answer) {
            return new String(answer.body().readAllBytes(), UTF_8);
        }
    }

    private static ProxyRequest get(Map<String, List<String>> headers) {
        return new ProxyRequest(
                "GET",
                "/_fermata/client.js",
                null,
                headers,
                InputStream.nullInputStream(),
                URI.create("https://magazine.example"),
                "192.0.2.7");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            hold.await();
            String tag = script.equals(SCRIPT) ? "\"v1\"" : "\"v2\"";
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.getResponseHeaders().add("Content-Type", "text/javascript; charset=utf-8");
            if (status == 200 && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            byte[] bytes = script.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
