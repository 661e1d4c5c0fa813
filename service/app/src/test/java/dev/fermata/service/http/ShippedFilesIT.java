package dev.fermata.service.http;

import static dev.fermata.service.ServiceUnderTest.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.ServiceUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedFilesIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    @ParameterizedTest
    @ValueSource(strings = {"client.js", "assets/fermata.css"})
    void areSentOnceAndThenKnown(String path) {
        var first = SERVICE.get(path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).contains("public, max-age=300");
        String tag = first.header("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(SERVICE.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(SERVICE.get(path, "If-None-Match", "\"older\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.js", "assets/fermata.css"})
    void areKnownWhenTheyWereSentCompressed(String path) {
        var first = SERVICE.get(path, "Accept-Encoding", "gzip");
        assertThat(first.header("Content-Encoding")).contains("gzip");
        assertThat(first.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        String tag = first.header("ETag").orElseThrow();
        assertThat(SERVICE.get(path, "Accept-Encoding", "gzip", "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void theSdkIsAScriptForAnyPage() {
        var script = SERVICE.get("client.js");
        assertThat(script.header("Content-Type")).contains("text/javascript;charset=utf-8");
        assertThat(script.header("Cross-Origin-Resource-Policy")).contains("cross-origin");
        assertThat(SERVICE.get("client.js", "Origin", SITE).header("Access-Control-Allow-Origin"))
                .contains(SITE);
        assertThat(SERVICE.get("client.js", "Origin", "https://evil.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void theServiceSaysThatItIsUp() {
        var up = SERVICE.get("up");
        assertThat(up.status()).isEqualTo(200);
        assertThat(up.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(up.header("x-allegro-health")).contains("1");
        var head = SERVICE.send(SERVICE.request("up").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.header("x-allegro-health")).contains("1");
    }

    @Test
    void theTypeOfAProblemLeadsToItsPage() {
        String type = SERVICE.get("api/offers/none").json().path("type").asText();
        var page = SERVICE.get(type, "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("<h1>There is no such offer</h1>", "<h2>What to do</h2>", "fermata.css");
        assertThat(SERVICE.get("problems/none").status()).isEqualTo(404);
    }

    @Test
    void metricsAreForTheOperator() {
        var metrics = SERVICE.get(SERVICE.adminUrl() + "/prometheus");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.body()).contains("# TYPE");
        assertThat(SERVICE.get("prometheus").status()).isEqualTo(404);
    }
}
