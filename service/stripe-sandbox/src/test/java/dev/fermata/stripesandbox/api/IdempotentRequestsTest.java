package dev.fermata.stripesandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.object.Json;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotentRequestsTest {

    private final SandboxClock clock = new SandboxClock(InstantSource.system());
    private final IdempotentRequests requests = new IdempotentRequests(clock);
    private int runs;

    @AfterEach
    void close() {
        clock.close();
    }

    private HttpAnswer once(String account, String key, String params) {
        return requests.once(account, key, "/v1/refunds", params, this::work);
    }

    private HttpAnswer work() {
        runs++;
        return HttpAnswer.json(200, Json.object().put("run", runs));
    }

    @Test
    void workIsDoneOncePerKeyAndAccount() {
        once("a", "k", "p");
        once("a", "k", "p");
        once("b", "k", "p");
        once("a", "other", "p");

        assertThat(runs).isEqualTo(3);
    }

    @Test
    void aKeyIsBusyWhileItsFirstRequestRuns() {
        assertThatExceptionOfType(StripeError.class)
                .isThrownBy(() -> requests.once("a", "k", "/v1/refunds", "p", () -> once("a", "k", "p")))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(409);
                    assertThat(e.body("req_1").at("/error/code").asText()).isEqualTo("idempotency_key_in_use");
                });
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        assertThatExceptionOfType(StripeError.class)
                .isThrownBy(() -> requests.once("a", "k", "/v1/refunds", "p", () -> {
                    throw StripeError.badParam(null, "amount", "no");
                }));

        assertThat(once("a", "k", "q").status()).isEqualTo(200);
    }

    @Test
    void keysAreForgottenAfterADay() {
        once("a", "k", "p");
        clock.advance(Duration.ofHours(25));

        once("a", "k", "q");

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void keysHaveALimit() {
        assertThatExceptionOfType(StripeError.class).isThrownBy(() -> once("a", "k".repeat(256), "p"));
    }
}
