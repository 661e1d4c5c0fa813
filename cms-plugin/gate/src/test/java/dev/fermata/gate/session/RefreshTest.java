package dev.fermata.gate.session;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.requestOn;
import static dev.fermata.gate.fake.GateExtension.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Visit;
import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    private static final GatedContent CONTENT = new GatedContent("article", GateExtension.PREMIUM);

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void asksForATokenWithTheSessionAndNothingElse() {
        String fresh = site.aToken().forResources("premium").jwt();
        site.service.knows("s1", fresh);

        assertThat(site.premium(session("s1"), "tracking=1").isOpen()).isTrue();

        Headers asked = site.service.calls("/api/session").get(0).headers();
        assertThat(asked.get("Cookie")).containsExactly("__Host-allegro_session=s1");
        assertThat(asked.getFirst("X-Forwarded-Host")).isEqualTo("magazine.example");
        assertThat(asked.getFirst("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(asked.getFirst("X-Forwarded-Prefix")).isEqualTo("/_fermata");
        assertThat(asked.getFirst("X-Forwarded-For")).isEqualTo("192.0.2.7");
        assertThat(asked.getFirst("Fermata-Server-Token")).isEqualTo(GateExtension.TOKEN);
    }

    @Test
    void renewsATokenThatIsOverAndPassesTheNewOneOn() {
        String over = site.aToken().forResources("premium").jwt();
        site.clock.pass(Duration.ofMinutes(6));
        String fresh = site.aToken().forResources("premium").jwt();
        site.service.knows("s1", fresh);

        Visit visit = site.visit(session("s1"), jwt(over));

        assertThat(visit.decide(CONTENT).isOpen()).isTrue();
        assertThat(visit.setCookies()).containsExactly("allegro_jwt=" + fresh + "; Path=/; Max-Age=300; HttpOnly");
    }

    @Test
    void whatWasTakenAwayIsGoneAtTheNextRefresh() {
        String entitled = site.aToken().forResources("premium").jwt();
        site.service.knows("s1", site.aToken().jwt());

        assertThat(site.premium(session("s1"), jwt(entitled)).isOpen())
                .as("within the token's life")
                .isTrue();
        site.clock.pass(Duration.ofMinutes(5));
        site.service.knows("s1", site.aToken().jwt());

        assertThat(site.premium(session("s1"), jwt(entitled)))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.NOT_ENTITLED));
    }

    @Test
    void anEndedSessionIsAStrangersAndForgetsItsToken() {
        String over = site.aToken().forResources("premium").jwt();
        site.clock.pass(Duration.ofMinutes(6));

        Visit visit = site.visit(session("ended"), jwt(over));

        assertThat(visit.decide(CONTENT)).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Denied.Reason.NOT_SIGNED_IN));
        assertThat(visit.setCookies()).containsExactly("allegro_jwt=; Path=/; Max-Age=0; HttpOnly");
    }

    @Test
    void asksOnceUntilTheTokenIsOver() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());

        site.premium(session("s1"));
        site.clock.pass(Duration.ofMinutes(4));
        GateDecision later = site.premium(session("s1"));

        assertThat(later.isOpen()).isTrue();
        assertThat(site.service.calls("/api/session")).hasSize(1);
    }

    @Test
    void aNoCountsForSecondsOnly() {
        site.premium(session("s1"));
        site.premium(session("s1"));
        assertThat(site.service.calls("/api/session")).hasSize(1);
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.clock.pass(Duration.ofSeconds(5));

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
    }

    @Test
    void whoHasNoSessionIsAskedAboutNowhere() {
        assertThat(site.premium()).isInstanceOf(Denied.class);
        assertThat(site.service.calls("/api/session")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b=c", "a\r\nX-Forwarded-For: 1", "ä"})
    void aHandleThatIsNoneIsSentNowhere(String handle) {
        site.premium(session(handle));
        site.premium(session("x".repeat(129)));

        assertThat(site.service.calls("/api/session")).isEmpty();
    }

    @Test
    void overHttpsOnlyTheCookieThatNobodyCanPlantCounts() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());

        assertThat(site.premium("allegro_session=s1").isOpen()).isFalse();
        assertThat(site.service.calls("/api/session")).isEmpty();
    }

    @Test
    void overHttpThePlainCookieCounts() {
        String origin = "http://localhost:8080";
        site.service.knows(
                "s1", site.aToken().forResources("premium").with("aud", origin).jwt());

        assertThat(site.gate
                        .decide(requestOn(origin, "allegro_session=s1"), CONTENT)
                        .isOpen())
                .isTrue();
        assertThat(site.service.calls("/api/session").get(0).headers().getFirst("X-Forwarded-Host"))
                .isEqualTo("localhost:8080");
    }

    @Test
    void oneSessionOnTwoSitesIsTwo() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
        assertThat(site.gate
                        .decide(requestOn("http://localhost:8080", "allegro_session=s1"), CONTENT)
                        .isOpen())
                .isFalse();
    }

    @Test
    void ofManyPagesThatNeedTheSameAnswerOneAsks() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.service.hold();
        ExecutorService pages = Executors.newFixedThreadPool(20);
        List<CompletableFuture<GateDecision>> decisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            decisions.add(CompletableFuture.supplyAsync(() -> site.premium(session("s1")), pages));
        }
        await().until(() -> !site.service.calls("/api/session").isEmpty());
        site.service.release();

        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.join().isOpen()).isTrue());
        assertThat(site.service.calls("/api/session")).hasSize(1);
        pages.shutdown();
    }

    @Test
    void sessionsDoNotWaitForEachOther() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.service.knows("s2", site.aToken().jwt());

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
        assertThat(site.premium(session("s2")).isOpen()).isFalse();
    }

    @Test
    void aRefreshedTokenOfANewKeyIsBelievedAfterFetchingTheKey() {
        site.service.publishes(Keys.NEXT);
        site.clock.pass(Duration.ofSeconds(11));
        site.service.knows(
                "s1",
                site.aToken().forResources("premium").signedWith(Keys.NEXT).jwt());

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
    }

    @Test
    void aTokenFromTheServiceItselfIsVerifiedAsAnyOther() {
        site.service.knows(
                "s1",
                site.aToken().forResources("premium").signedWith(Keys.FOREIGN).jwt());

        assertThat(site.premium(session("s1")).isOpen()).isFalse();
    }
}
