package dev.fermata.service.http;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryAnswerIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    @Test
    void carriesTheCallersRequestIdIfItIsAPlainOne() {
        assertThat(SERVICE.get("up", "X-Request-Id", "caller-0123.4_5").header("X-Request-Id"))
                .contains("caller-0123.4_5");
        for (String odd : new String[] {"short", "a b c d e f g h", "x".repeat(65), "<script>alert(1)</script>"}) {
            assertThat(SERVICE.get("up", "X-Request-Id", odd)
                            .header("X-Request-Id")
                            .orElseThrow())
                    .matches("[0-9a-f]{24}");
        }
    }

    @Test
    void carriesTheRequestIdInAProblemToo() {
        var answer = SERVICE.get("api/nothing", "X-Request-Id", "caller-0123");
        assertThat(answer.json().path("request_id").asText()).isEqualTo("caller-0123");
        assertThat(answer.header("X-Request-Id")).contains("caller-0123");
    }

    @Test
    void isGuarded() {
        for (String path : new String[] {"up", "api/offers", "api/nothing", "client.js"}) {
            var answer = SERVICE.get(path);
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).contains("strict-origin-when-cross-origin");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @Test
    void guardsPagesMore() {
        String policy =
                SERVICE.get("api/probe/page").header("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'",
                        "https://checkout.stripe.com");
        assertThat(SERVICE.get("login/nothing").header("Referrer-Policy")).contains("same-origin");
        assertThat(SERVICE.get("checkout/nothing").header("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void tellsNothingFromInsideWhenItIsOurMistake() {
        var answer = SERVICE.get("api/probe/bug");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("internal-error");
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void bodiesHaveALimit() {
        String fits = "\"" + "x".repeat(64 * 1024 - 2) + "\"";
        assertThat(SERVICE.post("api/probe", fits).json().path("length").asInt())
                .isEqualTo(64 * 1024);
        assertTooLarge(SERVICE.post("api/probe", fits + " "));
        assertTooLarge(SERVICE.send(SERVICE.request("api/probe", "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream((fits + " ").getBytes(StandardCharsets.UTF_8))))));
    }

    @Test
    void stripeEventsAndCatalogueFilesMayBeLarger() {
        String large = "#" + "x".repeat(1024 * 1024 - 1);
        assertThat(putCatalogue(large).problem()).isNotEqualTo("request-too-large");
        assertTooLarge(putCatalogue(large + " "));
        assertThat(SERVICE.post("api/webhooks/stripe", large).problem()).isNotEqualTo("request-too-large");
        assertTooLarge(SERVICE.post("api/webhooks/stripe", large + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/offers/%00",
                "/api/offers/a%2Fb",
                "/api%2foffers",
                "/api/../api/offers",
                "/api/%2e%2e/offers",
                "/./api/offers",
                "//api/offers",
                "/api//offers",
                "/api;a=b/v1/offers",
                "/api/%76%31/offers",
                "/api/offers/<script>",
                "/api/offers/%zz",
                "/api/offers/%c0%af",
                "/api\\offers",
                "/api/offers/\u00e4",
                "http://[/",
                "*"
            })
    void anAddressThatCouldBeReadInTwoWaysIsAProblemDocument(String target) throws IOException {
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
        assertThat(answer).contains("\"code\":");
    }

    @Test
    void whatIsNoHttpIsAProblemDocument() throws IOException {
        for (String nonsense : new String[] {
            "NONSENSE\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "POST /api/probe HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
        }) {
            assertThat(raw(nonsense)).matches("(?s)HTTP/1.1 4\\d\\d .*").contains("\"code\":");
        }
    }

    @Test
    void methodsThatAreNoneAreProblems() {
        var answer = SERVICE.send(SERVICE.request("api/probe").method("BREW", BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("request-too-large");
    }

    private static Answer putCatalogue(String file) {
        return SERVICE.send(SERVICE.request(
                        "api/v1/catalogue", "Authorization", "Bearer " + API_TOKEN, "Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(file)));
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", URI.create(SERVICE.url()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
