package dev.fermata.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.255.255.255", "192.0.2.7", "2001:db8::1"})
    void knowsItsAddresses(String address) {
        assertThat(PROXIES.contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.0.1", "192.0.2.8", "2001:db9::1", "localhost", "", "10.0.0.1, 10.0.0.2"})
    void trustsNobodyElse(String address) {
        assertThat(PROXIES.contains(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1|198.51.100.1",
                "203.0.113.9, 198.51.100.1|198.51.100.1",
                "203.0.113.9, 198.51.100.1, 10.0.0.2|198.51.100.1",
                "198.51.100.1:4711|198.51.100.1",
                "[2001:db9::1]:4711|2001:db9::1",
                "evil, 10.0.0.2|10.0.0.2",
                "198.51.100.1, evil|10.0.0.1",
                "10.0.0.3, 10.0.0.2|10.0.0.3",
                "''|10.0.0.1",
                "|10.0.0.1"
            })
    void theClientIsTheLastAddressThatIsNoProxy(String forwardedFor, String client) {
        assertThat(PROXIES.clientOf("10.0.0.1", forwardedFor)).isEqualTo(client);
    }

    @Test
    void refusesToStartWithWhatIsNoBlock() {
        for (String block : List.of("proxy.internal", "10.0.0.0/33", "10.0.0.0/a", "300.0.0.1", "10.0.0.0/")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TrustedProxies(List.of(block)))
                    .withMessageContaining(block);
        }
    }
}
