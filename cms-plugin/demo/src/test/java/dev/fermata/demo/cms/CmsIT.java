package dev.fermata.demo.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.Demo;
import dev.fermata.demo.DemoCms;
import dev.fermata.demo.DemoOptions;
import dev.fermata.demo.process.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The demo with its CMS: what is protected is protected, and what editors wrote is kept. */
class CmsIT {

    private static final String ESSAYS = "/content/magazine/quarterly-rest/essays/";
    private static final String FREE = "/essays/what-the-rest-is-for.html";
    private static final String GATED = "/essays/a-copyists-hand.html";
    private static final String PAID_WORDS = "She made a graph of it.";

    private final Probe probe = new Probe();

    @Test
    void editorsWordsOutliveARestartAndPaidWordsStayInside() throws Exception {
        try (Demo demo = start()) {
            Cms cms = demo.cms().orElseThrow();
            assertThat(page(cms, GATED))
                    .contains("Copyist C", "data-fermata-buy")
                    .doesNotContain(PAID_WORDS);
            rename(cms, "what-the-rest-is-for", "Renamed by an editor");

            cms.restart();

            assertThat(page(cms, FREE)).contains("Renamed by an editor");
            assertThat(page(cms, GATED)).contains("Copyist C").doesNotContain(PAID_WORDS);
            assertThat(page(cms, "/")).contains("Renamed by an editor");

            demo.service().stop();

            assertThat(page(cms, GATED)).contains("Copyist C").doesNotContain(PAID_WORDS);
        }
    }

    private static Demo start() throws Exception {
        return Demo.start(DemoOptions.forTests(DemoCms.SLING, Path.of("target", "demo-cms-test")), System.out);
    }

    private String page(Cms cms, String path) {
        URI address = cms.address().resolve(path);
        assertThat(probe.status(address)).as(path).isEqualTo(200);
        return probe.read(address).orElse("");
    }

    private static void rename(Cms cms, String essay, String title) throws IOException, InterruptedException {
        URI address = cms.address().resolve(ESSAYS + essay);
        String credentials = Cms.EDITOR + ":" + Cms.EDITOR_PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", cms.address().toString())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(
                        "jcr:content/jcr:title=" + URLEncoder.encode(title, StandardCharsets.UTF_8)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
