package dev.fermata.gate.session;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Visit;
import dev.fermata.gate.fake.GateExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlownessTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void aPageStopsWaitingWhileTheServiceIsSlow_andTheNextOneHasTheAnswer() {
        site.restartWithPatience(SHORT);
        site.awaitKnowledge();
        site.service.knows("s1", site.aToken().forResources("premium").jwt());
        site.service.hold();

        assertUnreachable(site.premium(session("s1")));
        site.service.release();

        await().until(() -> site.premium(session("s1")).isOpen());
        assertThat(site.service.calls("/api/session")).hasSize(1);
    }

    @Test
    void aPageWaitsOnceHoweverMuchIsOnIt() {
        site.restartWithPatience(SHORT);
        site.awaitKnowledge();
        site.service.hold();
        Visit visit = site.visit(session("s1"));

        for (int i = 0; i < 100; i++) {
            assertUnreachable(visit.decide(new GatedContent("block-" + i, GateExtension.PREMIUM)));
        }
        assertThat(site.service.calls("/api/session")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void afterOnePageWaitedInVainTheNextOnesDoNotWait() {
        site.restartWithPatience(Duration.ofSeconds(1));
        site.awaitKnowledge();
        site.service.hold();
        site.premium(session("s1"));

        CompletableFuture<Void> hundredPages = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 100; i++) {
                assertUnreachable(site.premium(session("other-" + i)));
            }
        });

        assertThat(hundredPages).as("100 s if each waited").succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void aServiceThatIsSlowToTheVeryFirstPageIsNotWaitedForEither() throws IOException {
        site.service.hold();
        Files.delete(site.file("keys.json"));
        Files.delete(site.file("catalogue.json"));
        site.restartWithPatience(SHORT);

        assertUnreachable(site.premium(session("s1"), jwt(site.aToken().jwt())));
        assertThat(site.gate.catalogue().offers()).isEmpty();
    }

    private static void assertUnreachable(GateDecision decision) {
        assertThat(decision).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Denied.Reason.SERVICE_UNREACHABLE));
    }
}
