package dev.fermata.service.site;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static dev.fermata.service.ServiceUnderTest.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    @Test
    void aRegisteredPageMayCallWithItsCookies() {
        var answer = SERVICE.get("api/probe", "Origin", SITE);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(SITE);
        assertThat(answer.header("Access-Control-Allow-Credentials")).contains("true");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("Retry-After", "X-Request-Id");
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    @Test
    void itMayReadProblemsAsWell() {
        for (String path : List.of("api/offers/none", "api/nothing")) {
            assertThat(SERVICE.get(path, "Origin", SITE).header("Access-Control-Allow-Origin"))
                    .contains(SITE);
        }
    }

    @Test
    void itsPreflightIsAnswered() {
        var answer = preflight("api/probe", SITE);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(SITE);
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow()).contains("Content-Type");
        assertThat(answer.header("Access-Control-Max-Age")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://site.example.evil.example",
                "http://site.example",
                "https://site.example:8443",
                "https://site.example/",
                "null",
                "nonsense"
            })
    void aForeignPageIsToldNothing(String origin) {
        for (Answer answer : List.of(SERVICE.get("api/probe", "Origin", origin), preflight("api/probe", origin))) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
        }
    }

    @Test
    void whatIsForServersIsNotForPages() {
        for (Answer answer : List.of(
                preflight("api/v1/sites", SITE),
                preflight("api/webhooks/stripe", SITE),
                SERVICE.get("api/v1/sites", "Origin", SITE, "Authorization", "Bearer " + API_TOKEN))) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void aForeignPageCannotMakeABrowserAskForChanges() {
        for (String origin : List.of("https://evil.example", "null", "nonsense")) {
            assertThat(SERVICE.delete("api/probe", "Origin", origin).problem()).isEqualTo("origin-not-registered");
            assertThat(SERVICE.post("api/probe", "{}", "Origin", origin).status())
                    .isEqualTo(403);
        }
        assertThat(SERVICE.delete("api/probe", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(SERVICE.delete("api/probe", "Origin", "null", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void ourOwnAndRegisteredPagesAndServersMay() {
        for (Answer answer : List.of(
                SERVICE.delete("api/probe"),
                SERVICE.delete("api/probe", "Origin", SITE),
                SERVICE.delete("api/probe", "Origin", SERVICE.url()),
                SERVICE.delete("api/probe", "Origin", "null", "Sec-Fetch-Site", "same-origin"))) {
            assertThat(answer.status()).isEqualTo(204);
        }
    }

    @Test
    void aFormCannotPassForJson() {
        assertThat(SERVICE.postForm("api/probe", "a=b", "Origin", SITE).problem())
                .isEqualTo("unsupported-media-type");
        var plain = SERVICE.request("api/probe", "Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"));
        assertThat(SERVICE.send(plain).status()).isEqualTo(415);
    }

    private static Answer preflight(String path, String origin) {
        return SERVICE.send(SERVICE.request(
                        path,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
