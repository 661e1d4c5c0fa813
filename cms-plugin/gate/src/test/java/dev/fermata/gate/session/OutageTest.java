package dev.fermata.gate.session;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Log;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void whoHadATokenInTheLastHourReadsOn() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.premium(session("s1"));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(64));

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
    }

    @Test
    void afterAnHourNobodyReadsOn() {
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.premium(session("s1"));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(65));

        assertUnreachable(site.premium(session("s1")));
    }

    @Test
    void aTokenThatTheBrowserDroppedIsRememberedForIt() {
        site.premium(session("s1"), jwt(site.aToken().forResources("premium").jwt()));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(30));

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
    }

    @Test
    void aTokenThatTheBrowserStillHasIsHonouredAfterARestart() {
        String token = site.aToken().forResources("premium").jwt();
        site.service.stop();
        site.restart();
        site.clock.pass(Duration.ofMinutes(30));

        assertThat(site.premium(session("s1"), jwt(token)).isOpen()).isTrue();
    }

    @Test
    void theKeysOutlastARestartInAnOutage() {
        site.service.stop();
        site.restart();

        assertThat(site.premium(jwt(site.aToken().forResources("premium").jwt()))
                        .isOpen())
                .isTrue();
    }

    @Test
    void withoutASessionThereIsNoGrace() {
        String token = site.aToken().forResources("premium").jwt();
        site.premium(session("s1"), jwt(token));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(6));

        assertThat(site.premium(jwt(token)).isOpen()).isFalse();
        assertThat(site.premium(session("s2")).isOpen()).isFalse();
    }

    @Test
    void aNoOfTheServiceOutlastsTheOutage() {
        String token = site.aToken().forResources("premium").jwt();
        site.service.knows("s1", token);
        site.premium(session("s1"));
        site.service.forgets("s1");
        site.clock.pass(Duration.ofMinutes(6));
        assertThat(site.premium(session("s1")).isOpen()).isFalse();
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(1));

        assertThat(site.premium(session("s1")).isOpen()).isFalse();
        assertThat(site.premium(session("s1"), jwt(token)).isOpen())
                .as("with the old token")
                .isFalse();
    }

    @Test
    void anOlderTokenThatTurnsUpAfterTheNoChangesNothing() {
        String olderThanTheNo = site.aToken().forResources("premium").jwt();
        site.clock.pass(Duration.ofMinutes(6));
        site.premium(session("s1"));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(1));

        assertThat(site.premium(session("s1"), jwt(olderThanTheNo)).isOpen()).isFalse();
        assertThat(site.premium(session("s2"), jwt(olderThanTheNo)).isOpen())
                .as("of whom nothing was said")
                .isTrue();
    }

    @Test
    void whatTheServiceTookAwayStaysAwayInTheOutage() {
        String before = site.aToken().forResources("premium").jwt();
        site.premium(session("s1"), jwt(before));
        site.clock.pass(Duration.ofMinutes(6));
        site.service.knows("s1", site.aToken().jwt());
        site.premium(session("s1"));
        site.service.stop();
        site.clock.pass(Duration.ofMinutes(6));

        assertThat(site.premium(session("s1"), jwt(before)).isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401, 403, 429, 302})
    void anAnswerThatIsNoneIsNoNo(int status) {
        site.premium(session("s1"), jwt(site.aToken().forResources("premium").jwt()));
        site.clock.pass(Duration.ofMinutes(6));
        site.service.answers("/api/session", status);

        assertThat(site.premium(session("s1")).isOpen()).isTrue();
        assertUnreachable(site.premium(session("never-seen")));
    }

    @Test
    void aStrangerIsAStrangerInAnOutageToo() {
        site.service.stop();

        assertThat(site.premium()).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Denied.Reason.NOT_SIGNED_IN));
    }

    @Test
    void whenTheServiceIsBackItIsAsked() throws IOException {
        site.service.stop();
        assertUnreachable(site.premium(session("s1")));
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.service.start();
        site.clock.pass(Duration.ofSeconds(6));

        await().until(() -> site.premium(session("s1")).isOpen());
    }

    @Test
    void anOutageIsLoggedOnceAndSoIsItsEnd() throws IOException {
        try (Log log = new Log()) {
            site.service.stop();
            for (int i = 0; i < 20; i++) {
                site.premium(session("s" + i));
            }
            site.gate.catalogue().refresh();
            site.service.start();
            site.gate.catalogue().refresh();
            site.gate.catalogue().refresh();

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .startsWith("WARN The paywall service at ")
                    .contains("does not answer");
            assertThat(log.lines().get(1)).startsWith("INFO ").contains("answers again");
        }
    }

    @Test
    void aServerTokenThatIsRefusedIsLoggedOnce() {
        try (Log log = new Log()) {
            site.service.answers("/api/session", 401);
            for (int i = 0; i < 20; i++) {
                site.premium(session("s" + i));
            }

            assertThat(log.lines()).singleElement().asString().contains("status 401", "as the test wants it");
        }
    }

    private static void assertUnreachable(GateDecision decision) {
        assertThat(decision).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Denied.Reason.SERVICE_UNREACHABLE));
    }
}
