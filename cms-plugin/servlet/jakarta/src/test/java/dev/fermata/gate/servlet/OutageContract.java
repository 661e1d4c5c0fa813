package dev.fermata.gate.servlet;

import static dev.fermata.gate.servlet.site.Pages.CANARY;
import static dev.fermata.gate.servlet.site.Pages.PAYWALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.site.Raw;
import dev.fermata.gate.servlet.site.Site;
import dev.fermata.gate.servlet.site.Tokens;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages do not depend on the service's health. */
abstract class OutageContract {

    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private Site site;

    abstract Site newSite() throws Exception;

    @BeforeEach
    void startAndLearnTheKeys() throws Exception {
        site = newSite();
        String token = Tokens.entitled(site.origin(), "premium");
        Awaitility.await().until(() -> site.read("/article.html", token).body().contains(CANARY));
        Awaitility.await().until(() -> site.get("/_fermata/client.js").status() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void rendersInASecondWhenTheServiceTakesLonger() throws Exception {
        site.service.hold();
        String expired = Tokens.expired(site.origin());

        long begin = System.nanoTime();
        Raw answer = site.get("/article.html", "Cookie: allegro_session=s1; allegro_jwt=" + expired);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_MOST);
        assertThat(answer.body()).contains(PAYWALL).doesNotContain(CANARY);
    }

    @Test
    void letsWhoHasAFreshTokenReadOnWhileTheServiceIsDown() throws Exception {
        site.service.stop();

        Raw entitled = site.read("/article.html", Tokens.entitled(site.origin(), "premium"));
        Raw stranger = site.get("/article.html");

        assertThat(entitled.body()).contains(CANARY);
        assertThat(stranger.body()).contains(PAYWALL).doesNotContain(CANARY);
        assertThat(site.get("/_fermata/client.js").status()).isEqualTo(200);
        assertThat(site.get("/_fermata/api/access").status()).isEqualTo(502);
        assertThat(site.get("/_fermata/api/access").header("Content-Type")).isEqualTo("application/problem+json");
    }
}
