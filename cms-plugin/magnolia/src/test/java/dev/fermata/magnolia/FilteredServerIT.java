package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.gate.servlet.FilterSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of the checklist, from the filter that ships, in front of a page cache and the harness. */
class FilteredServerIT {

    private static final String GATE_ID = "5f0d6a2e-1c1b-4c52-9f0e-3a7f1a8c0005";

    @TempDir
    static Path directory;

    private static FilteredServer server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        server = new FilteredServer(directory, FilterSettings.usual());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void everybodyGetsTheirVersionOfOneKeptPage() throws Exception {
        HttpResponse<String> stranger = get("/article.html", "");
        HttpResponse<String> reader = get("/article.html", "premium");

        ExpectedOutput.check("article.locked.html", stranger.body());
        ExpectedOutput.check("article.open.html", reader.body());
        ExpectedOutput.check(
                "article.locked.html", get("/article.html", "archive").body());
        assertThat(server.renderings()).isEqualTo(1);
        assertThat(stranger.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(stranger.headers().firstValue("Vary")).contains("Cookie");
    }

    @Test
    void aFragmentIsForWhoMayReadIt() throws Exception {
        String address = "/article.html?fermata_fragment=" + GATE_ID;

        ExpectedOutput.check("article.fragment.html", get(address, "premium").body());
        assertThat(get(address, "").statusCode()).isEqualTo(403);
        assertThat(get("/article.html?fermata_fragment=none", "premium").statusCode())
                .isEqualTo(404);
    }

    @Test
    void deliveredJsonIsCutAsPagesAre() throws Exception {
        ExpectedOutput.check(
                "article.locked.json",
                get("/.rest/delivery/fermata/article", "").body());
        assertThat(get("/.rest/delivery/fermata/article", "premium").body()).contains("The canary");
        assertThat(get("/.rest/delivery/fermata/subscribers", "").body())
                .contains("\"locked\":true")
                .doesNotContain("The canary");
        assertThat(get("/.rest/delivery/fermata/subscribers", "archive").body()).contains("The canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.rest/delivery/fermata/article/main",
                "/.rest/delivery/fermata/article/main/00",
                "/.rest/delivery/fermata/subscribers/main",
                "/.rest/delivery/fermata/subscribers/main/00"
            })
    void jsonOfAPartWithoutItsPageIsLocked(String address) throws Exception {
        assertThat(get(address, "").body()).doesNotContain("The canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/article/main/00/fermata-protected/00.html",
                "/article/main/00/%66ermata-protected/00.html",
                "/article/main/00/fermata-protected;x=y/00.html",
                "/.rest/delivery/fermata/article/main/00/fermata-protected",
                "/article~mgnlArea=main~.html",
                "/article.html?mgnlArea=main",
                "/article.html?mgnl%41rea=main"
            })
    void whatIsOnlyAPartOfAPageIsNotThere(String address) throws Exception {
        HttpResponse<String> answer = get(address, "premium");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("The canary");
    }

    private static String pretty(String json) throws IOException {
        return new ObjectMapper().readTree(json).toPrettyString() + "\n";
    }

    private HttpResponse<String> get(String address, String bought) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + address);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!bought.isEmpty()) {
            request.header("Cookie", FakeGate.COOKIE + "=" + bought);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
