package dev.fermata.gate.servlet;

import static dev.fermata.gate.servlet.site.Pages.CANARY;
import static dev.fermata.gate.servlet.site.Pages.PAYWALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.AsyncAnswers;
import dev.fermata.gate.servlet.site.Raw;
import dev.fermata.gate.servlet.site.Site;
import dev.fermata.gate.servlet.site.Tokens;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches keep what is the same for all and nothing else, and what is not gated is not touched. */
abstract class CachingContract {

    private static final String SCRIPT = "<script src=\"/_fermata/client.js\"></script>";

    abstract Site site();

    @Test
    void forbidsCachesAPageThatDependsOnTheReader() throws Exception {
        for (Raw answer : new Raw[] {
            site().get("/article.html"), site().read("/article.html", Tokens.entitled(site().origin(), "premium"))
        }) {
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
            assertThat(answer.header("Vary")).isEqualTo("Cookie");
            assertThat(answer.headers()).doesNotContainKeys("ETag", "Last-Modified", "Fermata-Internal");
            assertThat(answer.header("X-Application")).isEqualTo("yes");
            assertThat(answer.header("Content-Length"))
                    .isEqualTo(Integer.toString(answer.body().length()));
        }
    }

    @Test
    void setsTheMeterOnTheAnswerThatTakesAView() throws Exception {
        Raw first = site().get("/metered.html");

        assertThat(first.body()).contains(CANARY).doesNotContain(PAYWALL);
        assertThat(first.header("Set-Cookie")).contains("HttpOnly");
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hydrate.html", "/hydrate-plain.html", "/hydrate-metered.html"})
    void givesEverybodyTheSameLockedPageToHydrate(String page) throws Exception {
        Raw stranger = site().get(page);
        Raw entitled = site().read(page, Tokens.entitled(site().origin(), "premium"));

        assertThat(entitled.body()).isEqualTo(stranger.body()).contains(PAYWALL).doesNotContain(CANARY);
        assertThat(entitled.headers()).doesNotContainKeys("Set-Cookie", "ETag", "Last-Modified");
        assertThat(stranger.headers()).doesNotContainKeys("Set-Cookie", "ETag", "Last-Modified");
        assertThat(entitled.header("Cache-Control"))
                .isEqualTo(page.equals("/hydrate-plain.html") ? "public, max-age=60" : "public, max-age=600");
    }

    @Test
    void letsNobodyKeepAPageThatCarriesACookieOfTheApplication() throws Exception {
        assertThat(site().get("/hydrate-personal.html").header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void changesNothingOnAPageWithoutSections() throws Exception {
        Raw answer = site().read("/free.html", Tokens.entitled(site().origin(), "premium"));

        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=600");
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.header("Last-Modified")).isEqualTo("Tue, 14 Nov 2023 22:13:20 GMT");
        assertThat(answer.headers()).doesNotContainKeys("Set-Cookie", "Vary");
        assertThat(answer.body()).doesNotContain(SCRIPT);
    }

    @Test
    void putsTheScriptOnceIntoPagesThatNeedIt() throws Exception {
        assertThat(site().get("/article.html").body()).containsOnlyOnce(SCRIPT);
        assertThat(site().get("/hydrate.html").body()).containsOnlyOnce(SCRIPT);
        assertThat(site().get("/feed.xml").body()).doesNotContain(SCRIPT);
    }

    @Test
    void leavesFilesTheirRangesAndConditions() throws Exception {
        assertThat(site().get("/picture.png").header("ETag")).isEqualTo("\"v1\"");
        assertThat(site().get("/picture.png", "If-None-Match: \"v1\"").status()).isEqualTo(304);
        Raw part = site().get("/picture.png", "Range: bytes=1-2");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1-2/4");
        assertThat(part.body()).isEqualTo("NG");
        assertThat(site().get("/download").body()).hasSize(300_000);
    }

    @Test
    void passesEventsOnAsTheyHappen() throws Exception {
        try (Socket socket = new Socket("localhost", site().port())) {
            socket.getOutputStream()
                    .write("GET /events HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            AsyncAnswers.NEXT_EVENT.release();
            assertThat(read(socket.getInputStream(), "data: 1")).contains("text/event-stream");
            AsyncAnswers.NEXT_EVENT.release(2);
            assertThat(read(socket.getInputStream(), "data: 3")).contains("data: 2");
        }
    }

    /** Everything up to and including this. */
    private static String read(InputStream in, String end) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            text.append((char) b);
            if (text.toString().endsWith(end)) {
                return text.toString();
            }
        }
        throw new AssertionError(text);
    }
}
