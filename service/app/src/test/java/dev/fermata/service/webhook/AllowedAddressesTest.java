package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    private final AllowedAddresses allowed = new AllowedAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::"
            })
    void refusesWhatIsNotPublic(String address) {
        assertThat(allowed.contains(InetAddresses.forString(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:2800:220:1::1", "2a00:1450::1"})
    void allowsWhatIsPublic(String address) {
        assertThat(allowed.contains(InetAddresses.forString(address))).isTrue();
    }

    @Test
    void allowsWhatTheOperatorAllowsAndNothingBesides() {
        var some = new AllowedAddresses(List.of("10.1.2.0/24", "fd00::/8"));

        assertThat(some.contains(InetAddresses.forString("10.1.2.3"))).isTrue();
        assertThat(some.contains(InetAddresses.forString("fd00::1"))).isTrue();
        assertThat(some.contains(InetAddresses.forString("10.1.3.3"))).isFalse();
        assertThat(some.containLoopback()).isFalse();
        assertThatThrownBy(() -> new AllowedAddresses(List.of("internal.example")))
                .hasMessageContaining("webhooks.allowedNetworks: internal.example");
    }

    @ParameterizedTest
    @CsvSource({
        "https://receiver.example/hook?a=b,",
        "https://93.184.216.34:8443/,",
        "http://receiver.example/,must begin with https://",
        "http://localhost/,must begin with https://",
        "ftp://receiver.example/,must begin with https://",
        "https://127.0.0.1/,must be a public address",
        "https://[::1]/,must be a public address",
        "https://[::ffff:169.254.169.254]/,must be a public address",
        "https://169.254.169.254/latest/meta-data/,must be a public address",
        "https://me:secret@receiver.example/,must have neither a user nor a fragment",
        "https://receiver.example/#top,must have neither a user nor a fragment",
        "https:receiver.example,must be a URL",
        "https:///hook,must be a URL",
        "/hook,must be a URL",
        "not a url,must be a URL",
    })
    void saysWhatIsWrongWithAnAddress(String url, String problem) {
        if (problem == null) {
            assertThat(EndpointUrl.problem(url, allowed)).isEmpty();
        } else {
            assertThat(EndpointUrl.problem(url, allowed).orElse("")).startsWith(problem);
        }
    }

    @Test
    void allowsUnencryptedAddressesOnOnesOwnMachineWhereThatIsAllowed() {
        var mine = new AllowedAddresses(List.of("127.0.0.0/8"));

        assertThat(EndpointUrl.problem("http://localhost:8080/", mine)).isEmpty();
        assertThat(EndpointUrl.problem("http://127.0.0.1:8080/", mine)).isEmpty();
        assertThat(EndpointUrl.problem("http://10.0.0.1/", mine)).isPresent();
        assertThat(EndpointUrl.problem("http://receiver.example/", mine)).isPresent();
    }
}
