package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies =
            new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "203.0.113.128/25"));

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.0.2.1", "2001:db8:1::1", "203.0.113.200", "::ffff:10.1.2.3"})
    void knowsItsOwn(String address) {
        assertThat(proxies.contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.0.1", "192.0.2.2", "2001:db9::1", "203.0.113.127", "localhost", "10.1", "", "::g"})
    void knowsNobodyElse(String address) {
        assertThat(proxies.contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/x", "2001:db8::/129", "256.1.1.1", "10.1"})
    void refusesWhatIsNoBlockAndSaysWhich(String block) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(block)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(block);
    }

    @Test
    void takesTheLastAddressThatIsNotAProxysForTheVisitors() {
        assertThat(proxies.clientOf("10.0.0.1", "198.51.100.7, 203.0.113.9:4711, 10.0.0.2"))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.clientOf("10.0.0.1", "[2001:dead::1]:443")).isEqualTo("2001:dead:0:0:0:0:0:1");
        assertThat(proxies.clientOf("10.0.0.1", "nonsense")).isEqualTo("10.0.0.1");
        assertThat(proxies.clientOf("10.0.0.1", null)).isEqualTo("10.0.0.1");
    }

    @Test
    void believesNoHeaderOfAStranger() {
        assertThat(proxies.clientOf("198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
    }
}
