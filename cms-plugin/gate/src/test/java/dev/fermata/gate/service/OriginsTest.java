package dev.fermata.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "https://magazine.example, https://magazine.example",
        "HTTPS://Magazine.Example:443/a?b, https://magazine.example",
        "http://localhost:80, http://localhost",
        "http://localhost:8080/, http://localhost:8080",
        "https://magazine.example:80, https://magazine.example:80",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void areWrittenInOneWay(String url, String origin) {
        assertThat(Origins.text(URI.create(url))).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "http://service, /api/session, http://service/api/session",
        "http://service/, /api/session, http://service/api/session",
        "http://host/fermata, /api/offers?a=b, http://host/fermata/api/offers?a=b"
    })
    void aServiceMayBeBelowAPath(String base, String path, String address) {
        assertThat(new ServiceAddress(URI.create(base)).resolve(path)).hasToString(address);
    }
}
