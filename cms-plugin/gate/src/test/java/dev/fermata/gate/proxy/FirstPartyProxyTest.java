package dev.fermata.gate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.proxy.EchoService.Received;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPartyProxyTest {

    @RegisterExtension
    final EchoService service = new EchoService();

    @Test
    void tellsTheServiceWhoAsksAndForgetsWhatTheVisitorClaims() throws Exception {
        Map<String, List<String>> claimed = Map.ofEntries(
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
                Map.entry("X-Secret-Hop", List.of("1")));

        service.get("/_fermata/api/session", "a=b%20c", claimed).close();

        Received got = service.received.take();
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
        service.get(
                        "/_fermata/api/session",
                        null,
                        Map.of(
                                "Cookie",
                                List.of(
                                        "JSESSIONID=cms; allegro_session=s1; __Host-allegro_session=s2; login=x",
                                        "allegro_jwt=j; allegro_device_id=d; allegro_session_id=i; allegro_session_x=1")))
                .close();

        assertThat(service.received.take().headers().get("Cookie"))
                .containsExactly("allegro_session=s1; __Host-allegro_session=s2; allegro_jwt=j; allegro_device_id=d;"
                        + " allegro_session_id=i");
    }

    @Test
    void passesRedirectsAndCookiesAsTheyAre() throws Exception {
        try (ProxyAnswer answer = service.get("/_fermata/checkout", null, Map.of())) {
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.headers().get("location")).containsExactly("https://checkout.example/c/pay/cs_1");
            assertThat(answer.headers().get("set-cookie"))
                    .containsExactly("allegro_session=s2; Path=/; HttpOnly", "allegro_jwt=j2; Path=/; HttpOnly");
            assertThat(answer.headers()).doesNotContainKeys("Date", "Connection", "Transfer-Encoding");
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
    void neverPassesOnWhatIsPrivate(String path) {
        assertThat(service.get(path, null, Map.of()).status()).isEqualTo(404);
        assertThat(service.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "get", "PROPFIND"})
    void refusesMethodsThatNoReaderNeeds(String method) {
        assertThat(service.send(method, "/_fermata/api/session", Map.of(), InputStream.nullInputStream())
                        .status())
                .isEqualTo(405);
        assertThat(service.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=|", "a b", "%", "\r\nX: 1"})
    void aQueryThatIsNoneIsABadRequest(String query) {
        assertThat(service.get("/_fermata/api/session", query, Map.of()).status())
                .isEqualTo(400);
        assertThat(service.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://my_site.example", "https:///", "magazine"})
    void anOriginWithoutAHostIsABadRequest(String origin) {
        ProxyRequest request = new ProxyRequest(
                "GET",
                "/_fermata/api/session",
                null,
                Map.of(),
                InputStream.nullInputStream(),
                URI.create(origin),
                "192.0.2.7");

        assertThat(service.proxy.answer(request).status()).isEqualTo(400);
    }

    @Test
    void headersThatAreNoneAreLeftOut() throws Exception {
        service.get("/_fermata/api/session", null, Map.of("X-A", List.of("a\r\nX-B: b"), "X C", List.of("c")))
                .close();

        assertThat(service.received.take().headers()).doesNotContainKeys("X-a", "X-b", "X c");
    }

    @Test
    void saysThatTheServiceIsSlow() throws Exception {
        service.withPatience(EchoService.SHORT);
        try (ProxyAnswer answer = service.get("/_fermata/api/slow", null, Map.of())) {
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.headers().get("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body().readAllBytes()).asString(UTF_8).contains("\"code\":\"service-slow\"");
        }
    }

    @Test
    void saysThatTheServiceIsDown() throws Exception {
        service.stop();
        try (ProxyAnswer answer = service.get("/_fermata/api/session", null, Map.of())) {
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.headers().get("Retry-After")).containsExactly("5");
            assertThat(answer.body().readAllBytes()).asString(UTF_8).contains("\"code\":\"service-down\"");
        }
    }
}
