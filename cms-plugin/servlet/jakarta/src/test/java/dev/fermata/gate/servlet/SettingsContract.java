package dev.fermata.gate.servlet;

import static dev.fermata.gate.servlet.site.Pages.CANARY;
import static dev.fermata.gate.servlet.site.Pages.PAYWALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.FakeService.Received;
import dev.fermata.gate.servlet.site.Raw;
import dev.fermata.gate.servlet.site.Site;
import dev.fermata.gate.servlet.site.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site can set, on one where the filter is registered for nothing but requests. */
abstract class SettingsContract {

    static final Map<String, String> SETTINGS = Map.of(
            "paths", "/, !/free.html, !/cached",
            "injection", "everywhere",
            "trusted-proxies", "127.0.0.0/8, ::1");

    abstract Site site();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/late-error.html",
                "/throws.html",
                "/nowhere.html",
                "/async-timeout.html",
                "/async-dispatch.html"
            })
    void leaksNothingThroughAPageThatTheFilterDoesNotSee(String page) throws Exception {
        assertThat(site().get(page).body()).doesNotContain(CANARY).doesNotContain("fermata:");
    }

    @Test
    void promisesTheApplicationNothingOutsideOfItsPaths() throws Exception {
        Raw answer = site().read("/cached/article.html", Tokens.entitled(site().origin(), "premium"));

        assertThat(answer.body()).contains(PAYWALL).doesNotContain(CANARY).doesNotContain("client.js");
        assertThat(answer.headers()).doesNotContainKeys("Vary", "Cache-Control");
    }

    @Test
    void putsTheScriptIntoEveryPageIfAskedTo() throws Exception {
        Raw answer = site().get("/plain.html");

        assertThat(answer.body()).containsOnlyOnce("/_fermata/client.js");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=600");
        assertThat(answer.headers()).doesNotContainKeys("ETag", "Vary");
    }

    @Test
    void believesAProxyThatItTrusts() throws Exception {
        site().get(
                        "/_fermata/api/access",
                        "X-Forwarded-For: 198.51.100.7, 203.0.113.9",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: www.example.com");

        Received got = site().service.received.take();
        assertThat(got.headers().get("X-Forwarded-For")).containsExactly("203.0.113.9");
        assertThat(got.headers().get("X-Forwarded-Proto")).containsExactly("https");
        assertThat(got.headers().get("X-Forwarded-Host")).containsExactly("www.example.com");
    }

    @Test
    void takesATokenForTheOriginThatATrustedProxyTells() throws Exception {
        Raw answer = site().get(
                        "/article.html",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: www.example.com",
                        "Cookie: allegro_jwt=" + Tokens.entitled("https://www.example.com", "premium"));

        assertThat(answer.body()).contains(CANARY);
    }
}
