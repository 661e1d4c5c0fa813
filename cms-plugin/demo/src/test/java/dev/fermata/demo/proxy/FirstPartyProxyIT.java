package dev.fermata.demo.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fermata.demo.web.WebServer;
import dev.fermata.gate.proxy.FirstPartyProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks to the proxy over bare sockets, so that nothing tidies up what is sent. */
class FirstPartyProxyIT {

    /** What reached the service. */
    private record Received(String method, URI uri, Headers headers, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch answerLate = new CountDownLatch(1);
    private HttpServer service;
    private FirstPartyProxy proxy;
    private WebServer site;

    @BeforeEach
    void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", this::serve);
        service.start();
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        proxy = new FirstPartyProxy(address, "the-server-token", Duration.ofMillis(500));
        site = WebServer.start("site", 0, new ProxyHandler(proxy));
    }

    @AfterEach
    void stop() throws Exception {
        answerLate.countDown();
        site.close();
        proxy.close();
        service.stop(0);
    }

    @Test
    void tellsTheServiceWhoAsksAndForgetsWhatTheVisitorClaims() throws Exception {
        send(
                """
                GET /_fermata/api/session?a=b%20c HTTP/1.1
                Host: magazine.example:8080
                Cookie: allegro_session=s1
                X-Forwarded-For: 203.0.113.9
                X-Forwarded-Host: evil.example
                X-Forwarded-Prefix: /evil
                x-forwarded-proto: https
                Forwarded: for=203.0.113.9
                Fermata-Server-Token: guessed
                X-Request-Id: req-1
                Connection: close, X-Secret-Hop
                X-Secret-Hop: 1

                """);

        Received got = received.take();
        assertThat(got.uri()).hasToString("/api/session?a=b%20c");
        assertThat(got.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(got.headers().get("X-Forwarded-Host")).containsExactly("magazine.example:8080");
        assertThat(got.headers().get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(got.headers().get("X-Forwarded-Prefix")).containsExactly("/_fermata");
        assertThat(got.headers().get("Fermata-Server-Token")).containsExactly("the-server-token");
        assertThat(got.headers().get("Cookie")).containsExactly("allegro_session=s1");
        assertThat(got.headers().get("X-Request-Id")).containsExactly("req-1");
        assertThat(got.headers().getFirst("Host")).startsWith("127.0.0.1:");
        assertThat(got.headers()).doesNotContainKeys("Forwarded", "X-secret-hop");
    }

    @Test
    void passesBodiesCookiesAndRedirectsAsTheyAre() throws Exception {
        String answer = send(
                """
                POST /_fermata/checkout HTTP/1.1
                Host: localhost
                Connection: close
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 17

                term_id=term_1&x=""");

        assertThat(received.take().body()).isEqualTo("term_id=term_1&x=");
        assertThat(answer)
                .startsWith("HTTP/1.1 303 ")
                .containsIgnoringCase("\r\nLocation: https://checkout.example/c/pay/cs_1\r\n")
                .containsIgnoringCase("\r\nSet-Cookie: allegro_session=s2; Path=/; HttpOnly\r\n")
                .containsIgnoringCase("\r\nSet-Cookie: allegro_jwt=j2; Path=/; HttpOnly\r\n")
                .containsOnlyOnce("\r\nDate: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata/admin",
                "/_fermata/api/v1/members",
                "/_fermata/api/webhooks/stripe",
                "/_fermata/api/%76%31/members",
                "/_fermata/api%2fv1/members",
                "/_fermata/%61dmin",
                "/_fermata/api/../admin",
                "/_fermata/..;/admin",
                "/_fermata/api;x/v1/members",
                "/_fermata/api//v1/members",
                "//_fermata/api/v1/members",
                "/x/../_fermata/api/v1/members",
                "/_fermata/api/%c0%af/v1",
                "/_fermata/api\\v1"
            })
    void neverPassesOnWhatIsPrivate(String target) throws Exception {
        assertThat(statusOf("GET " + target)).isIn(400, 404);
        assertThat(received).isEmpty();
    }

    @Test
    void refusesTraceThatWouldShowTheServerToken() throws Exception {
        assertThat(statusOf("TRACE /_fermata/api/session")).isEqualTo(405);
        assertThat(received).isEmpty();
    }

    @Test
    void saysThatTheServiceIsSlow() throws Exception {
        assertThat(send(get("/_fermata/api/slow")))
                .startsWith("HTTP/1.1 504 ")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"code\":\"service-slow\"");
    }

    @Test
    void saysThatTheServiceIsDown() throws Exception {
        service.stop(0);

        assertThat(send(get("/_fermata/api/session")))
                .startsWith("HTTP/1.1 502 ")
                .containsIgnoringCase("Retry-After: 5")
                .contains("\"code\":\"service-down\"");
    }

    private int statusOf(String methodAndTarget) throws IOException {
        String answer = send(methodAndTarget + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n\n";
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", site.port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/client.js")) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body));
        if (exchange.getRequestURI().getPath().endsWith("/slow")) {
            awaitEnd();
        }
        exchange.getResponseHeaders().add("Location", "https://checkout.example/c/pay/cs_1");
        exchange.getResponseHeaders().add("Set-Cookie", "allegro_session=s2; Path=/; HttpOnly");
        exchange.getResponseHeaders().add("Set-Cookie", "allegro_jwt=j2; Path=/; HttpOnly");
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            answerLate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
