package dev.fermata.service.http;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RateLimitIT {

    private static ServiceUnderTest service;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start(Map.of("rateLimits", "true"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeBack() {
        assertThat(call("198.51.100.1").status()).isEqualTo(200);
        assertThat(call("198.51.100.1").status()).isEqualTo(200);
        var refused = call("198.51.100.1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        int seconds = Integer.parseInt(refused.header("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1, 60);

        assertThat(call("198.51.100.2").status()).isEqualTo(200);
        service.clock().advance(Duration.ofSeconds(seconds));
        assertThat(call("198.51.100.1").status()).isEqualTo(200);
    }

    @Test
    void anIpv6NetworkCountsAsOne() {
        assertThat(call("2001:db8::1").status()).isEqualTo(200);
        assertThat(call("2001:db8::2").status()).isEqualTo(200);
        assertThat(call("2001:db8::ffff:1").status()).isEqualTo(429);
        assertThat(call("2001:db8:0:1::1").status()).isEqualTo(200);
    }

    private static Answer call(String client) {
        return service.get("api/probe/limited", "Fermata-Server-Token", API_TOKEN, "X-Forwarded-For", client);
    }
}
