package dev.fermata.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.demo.browser.CmsHttp.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No paid word leaves the server for a request that may not read it, whichever door is tried. */
class LeakMatrixIT {

    private static final List<String> SOLD = List.of("page", "metered", "hydrated", "block", "block-hydrated");

    @RegisterExtension
    final World world = World.ofTheCms();

    private CmsHttp cms;
    private Canaries canaries;

    @BeforeEach
    void layCanaries() {
        cms = world.cms();
        canaries = Canaries.laid(cms, "x");
    }

    @Test
    void whoMayReadDoesSeeEveryWord(Reader reader) {
        String cookies = entitled(reader);

        for (String page : List.of("page", "metered", "block")) {
            assertThat(cms.send(with(cookies, Canaries.SITE + "/" + page + ".html"))
                            .body())
                    .as(page)
                    .contains(canaries.wordsOf(page.equals("block") ? "blockx" : page + "x"));
        }
        assertThat(cms.send(with(cookies, Canaries.SITE + "/page.model.json")).body())
                .contains(canaries.wordsOf("pagex"));
    }

    @Test
    void noDoorIsOpenToAStranger() {
        List<String> leaks = new ArrayList<>();
        int answered = 0;
        for (String door : Doors.of(Canaries.SITE, canaries.pages())) {
            Answer answer = cms.get(door);
            answered += answer.status() == 200 ? 1 : 0;
            collect(leaks, door, answer);
        }

        assertThat(leaks).isEmpty();
        assertThat(answered).as("doors that lead somewhere").isGreaterThan(50);
    }

    @Test
    void noMethodAndNoHeaderHelps() {
        List<String> leaks = new ArrayList<>();
        for (String page : canaries.pages().keySet()) {
            for (String ending :
                    List.of(".html", ".model.json", "/jcr:content/container/text/text", "/jcr:content.html")) {
                String door = Canaries.SITE + "/" + page + ending;
                for (UnaryOperator<HttpRequest.Builder> trick : tricks()) {
                    collect(leaks, door, cms.send(trick.apply(cms.request(door))));
                }
            }
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void noFalseTokenHelps(Reader reader) {
        Tokens tokens = Tokens.from(world, reader);
        List<String> leaks = new ArrayList<>();
        tokens.all().forEach((kind, token) -> {
            for (String page : canaries.pages().keySet()) {
                for (String ending : List.of(
                        ".html",
                        ".model.json",
                        ".fermata-fragment.html/page",
                        ".fermata-fragment.html/id-" + page + "x")) {
                    HttpRequest.Builder request =
                            cms.request(Canaries.SITE + "/" + page + ending).header("Cookie", "allegro_jwt=" + token);
                    collect(leaks, kind + " " + page + ending, cms.send(request));
                }
            }
        });

        assertThat(leaks).isEmpty();
    }

    @Test
    void whatIsCopiedMovedOrBroughtBackIsProtectedToo() {
        cms.copy(Canaries.SITE + "/page", Canaries.SITE + "/page-copied");
        cms.copy(Canaries.SITE + "/block", Canaries.SITE + "/block-copied");
        cms.put(Canaries.SITE, "plain", Map.of("jcr:primaryType", "sling:Page"));
        cms.move(Canaries.SITE + "/block-copied", Canaries.SITE + "/block-moved");
        cms.move(Canaries.SITE + "/page-copied", Canaries.SITE + "/page-moved");
        List<String> leaks = new ArrayList<>();
        Map<String, Object> moved = Map.of(
                "page-moved",
                canaries.pages().get("page"),
                "block-moved",
                canaries.pages().get("block"));
        for (String door : Doors.of(Canaries.SITE, moved)) {
            collect(leaks, door, cms.get(door));
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void whatIsProtectedStaysSoWithoutThePlugin() {
        List<String> leaks = new ArrayList<>();
        cms.setPlugin("stop");
        try {
            for (String door : Doors.of(Canaries.SITE, canaries.pages())) {
                collect(leaks, door, cms.get(door));
            }
        } finally {
            cms.setPlugin("start");
            await("the plugin is back")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> cms.get(Essays.BLOCK).body().contains("data-fermata-buy"));
        }

        assertThat(leaks).isEmpty();
    }

    private static List<UnaryOperator<HttpRequest.Builder>> tricks() {
        return List.of(
                request -> request.method("HEAD", BodyPublishers.noBody()),
                request -> request.method("OPTIONS", BodyPublishers.noBody()),
                request -> request.method("PROPFIND", BodyPublishers.noBody()).header("Depth", "infinity"),
                request -> request.method("REPORT", BodyPublishers.noBody()),
                request -> request.method("SEARCH", BodyPublishers.noBody()),
                request -> request.POST(BodyPublishers.ofString("")).header("X-HTTP-Method-Override", "GET"),
                request -> request.header("Range", "bytes=0-"),
                request -> request.header("Range", "bytes=100-20000"),
                request -> request.header("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
                request -> request.header("Accept", "application/json"),
                request -> request.header("Accept-Encoding", "gzip"),
                request -> request.header("Fermata-Fragment", "1"),
                request -> request.header("Fermata-Server-Token", "guessed"),
                request -> request.header("X-Forwarded-Host", "elsewhere.example"),
                request -> request.header("X-Original-URL", "/").header("X-Rewrite-URL", "/"),
                request -> request.header("Authorization", "Basic YWRtaW46d3Jvbmc="),
                request -> request.header("Cookie", "fermata_preview=entitled; fermata_meter=e30.e30"),
                request -> request.header("Cookie", "cmsEditEnabled=true; sling.formauth=x"),
                request -> request.header("Cookie", "allegro_session=guessed; __Host-allegro_session=guessed"));
    }

    private HttpRequest.Builder with(String cookies, String path) {
        return cms.request(path).header("Cookie", cookies);
    }

    /** What the browser of somebody who bought everything carries. */
    private String entitled(Reader reader) {
        // The host's own page misses a script of its own.
        reader.whoMayComplain().buy("term_lifetime", reader.address(Canaries.SITE + "/block.html"));
        return reader.cookies();
    }

    private void collect(List<String> leaks, String door, Answer answer) {
        Set<String> seen = canaries.words().stream()
                .filter(word -> answer.body().contains(word)
                        || answer.headers().map().toString().contains(word))
                .collect(Collectors.toSet());
        if (!seen.isEmpty()) {
            leaks.add(answer.status() + " " + door + " shows " + seen);
        }
    }
}
