package dev.fermata.gate.servlet;

import static dev.fermata.gate.servlet.site.Pages.CANARY;
import static dev.fermata.gate.servlet.site.Pages.PAYWALL;
import static dev.fermata.gate.servlet.site.Pages.TAIL;
import static dev.fermata.gate.servlet.site.Pages.TEASER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.Raw;
import dev.fermata.gate.servlet.site.Site;
import dev.fermata.gate.servlet.site.Tokens;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets a paid word who may not read it, whichever way the application answers. */
abstract class LeakContract {

    abstract Site site();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/article.html",
                "/cached/article.html",
                "/registered.html",
                "/hydrate.html",
                "/unknown.html",
                "/untyped",
                "/static.htm",
                "/feed.xml",
                "/gzip-if-accepted.html",
                "/gzip-always.html",
                "/latin-1.html",
                "/include.html",
                "/forward.html",
                "/async.html",
                "/async-with-both.html",
                "/async-dispatch.html",
                "/async-listener.html"
            })
    void showsTheTeaserAndNoPaidWordToStrangers(String page) throws Exception {
        Raw answer = site().get(page, "Accept-Encoding: gzip", "dev.fermata.gate: true");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(PAYWALL).doesNotContain(CANARY).doesNotContain("fermata:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/article.html",
                "/cached/article.html",
                "/registered.html",
                "/untyped",
                "/static.htm",
                "/feed.xml",
                "/gzip-if-accepted.html",
                "/gzip-always.html",
                "/latin-1.html",
                "/include.html",
                "/forward.html",
                "/async.html",
                "/async-with-both.html",
                "/async-dispatch.html",
                "/async-listener.html"
            })
    void showsTheProtectedPartToWhomMayReadIt(String page) throws Exception {
        Raw answer = site().read(page, Tokens.entitled(site().origin(), "premium"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(CANARY).doesNotContain(PAYWALL).doesNotContain("fermata:");
    }

    @Test
    void believesNoTokenThatTheServiceDidNotSignForThisSite() throws Exception {
        String origin = site().origin();
        Stream<String> tokens = Stream.of(
                Tokens.expired(origin),
                Tokens.foreign(origin),
                Tokens.unsigned(origin),
                Tokens.altered(origin),
                Tokens.entitled("https://www.example.com", "premium"),
                Tokens.entitled(origin, "archive"),
                Tokens.registered(origin),
                "rubbish");

        assertThat(tokens.toList()).allSatisfy(token -> assertIsLocked(site().read("/article.html", token)));
    }

    @Test
    void opensNoSectionThatNothingOpens() throws Exception {
        assertIsLocked(site().read("/unknown.html", Tokens.entitled(site().origin(), "premium")));
    }

    @Test
    void cutsToTheEndWhereTheEndIsMissing() throws Exception {
        Raw answer = site().get("/unended.html");

        assertThat(answer.body()).contains(TEASER).doesNotContain(CANARY).doesNotContain(TAIL);
    }

    @Test
    void servesBothKindsOfReadersFromOneCachedPage() throws Exception {
        String token = Tokens.entitled(site().origin(), "premium");
        site().get("/cached/article.html?both");

        Raw entitled = site().read("/cached/article.html?both", token);
        Raw stranger = site().get("/cached/article.html?both");

        assertThat(entitled.header("X-Cache")).isEqualTo("hit");
        assertThat(entitled.body()).contains(CANARY);
        assertThat(stranger.header("X-Cache")).isEqualTo("hit");
        assertIsLocked(stranger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/late-error.html",
                "/throws.html",
                "/redirect.html",
                "/starts-again.html",
                "/async-timeout.html",
                "/nowhere.html"
            })
    void leaksNothingWhenAnAnswerTakesAnotherTurn(String page) throws Exception {
        Raw answer = site().get(page);

        assertThat(answer.status()).isIn(200, 302, 404, 500, 503);
        assertThat(answer.body()).doesNotContain(CANARY).doesNotContain("fermata:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/big.html", "/async-big.html", "/unreadable.html", "/becomes-a-page"})
    void refusesWhatItCannotLookInto(String page) throws Exception {
        Raw answer = site().get(page);

        assertThat(answer.body()).doesNotContain(CANARY);
        assertThat(answer.status() == 500 || answer.header("Content-Type").startsWith("image/png"))
                .as("status %s", answer.status())
                .isTrue();
    }

    @Test
    void sendsWhatAnApplicationCompletesWhenItIsLate() throws Exception {
        assertIsLocked(site().get("/async-late.html"));
    }

    @Test
    void readsWideCharactersToo() throws Exception {
        Raw answer = site().get("/utf-16.html");

        assertThat(answer.body().replace("\0", "")).contains(PAYWALL).doesNotContain(CANARY);
    }

    @Test
    void answersAPartOfAPageWithTheWhole() throws Exception {
        Raw answer = site().get(
                        "/article.html",
                        "Range: bytes=100-400",
                        "If-None-Match: \"v1\"",
                        "If-Modified-Since: Tue, 01 Jan 2030 00:00:00 GMT");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(TEASER, TAIL);
        assertIsLocked(answer);
    }

    @Test
    void answersHeadWithTheHeadersOfGet() throws Exception {
        Raw get = site().get("/article.html");
        Raw head = site().ask("HEAD", "/article.html");

        assertThat(head.body()).isEmpty();
        get.headers().remove("Date");
        head.headers().remove("Date");
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    @Test
    void cutsGatedNodesOutOfJson() throws Exception {
        Raw stranger = site().get("/delivery.json");
        Raw entitled = site().read("/delivery.json", Tokens.entitled(site().origin(), "premium"));

        assertThat(stranger.body()).contains(TEASER, "\"locked\":true").doesNotContain(CANARY);
        assertThat(stranger.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(stranger.header("ETag")).isEmpty();
        assertThat(entitled.body()).contains(TEASER, CANARY);
    }

    @Test
    void givesASectionAloneToWhomMayReadIt() throws Exception {
        Raw entitled = site().read("/article.html?fermata_fragment=story", Tokens.entitled(site().origin(), "premium"));
        Raw stranger = site().get("/article.html?fermata_fragment=story");
        Raw unknown = site().get("/article.html?fermata_fragment=other");

        assertThat(entitled.status()).isEqualTo(200);
        assertThat(entitled.body()).isEqualTo("<p>" + CANARY + "</p>");
        assertThat(entitled.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stranger.body()).doesNotContain(CANARY);
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void givesASectionOfAnAlwaysLockedPageToWhomMayReadIt() throws Exception {
        Raw entitled = site().read("/hydrate.html?fermata_fragment=story", Tokens.entitled(site().origin(), "premium"));

        assertThat(entitled.body()).isEqualTo("<p>" + CANARY + "</p>");
        assertThat(site().get("/hydrate.html?fermata_fragment=story").status()).isEqualTo(403);
    }

    @Test
    void hidesTheQuestionForASectionFromTheApplication() throws Exception {
        Raw answer = site().read(
                        "/cached/article.html?a=b&fermata_fragment=story", Tokens.entitled(site().origin(), "premium"));

        assertThat(answer.body()).isEqualTo("<p>" + CANARY + "</p>");
        assertThat(site().get("/cached/article.html?a=b").header("X-Cache")).isEqualTo("hit");
    }

    private static void assertIsLocked(Raw answer) throws IOException {
        assertThat(answer.body()).contains(PAYWALL).doesNotContain(CANARY).doesNotContain("fermata:");
    }
}
