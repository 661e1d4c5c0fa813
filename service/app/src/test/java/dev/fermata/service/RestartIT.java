package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database keeps what it was told, and belongs to one process at a time. */
class RestartIT {

    private static final String CATALOGUE =
            """
            resources: [ { slug: premium, name: Premium articles } ]
            offers:
              - slug: kept
                name: Kept
                terms: [ { id: term_kept, name: Kept, price: { amount: 100, currency: EUR }, resources: [premium] } ]
            """;

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataAndItsKeysOverARestart() {
        Map<String, String> settings = Map.of("database.dataDirectory", directory.toString());
        String keys;
        try (var service = ServiceUnderTest.start(settings)) {
            service.importCatalogue(CATALOGUE);
            keys = service.get(".well-known/jwks.json").body();
        }

        try (var service = ServiceUnderTest.start(settings)) {
            assertThat(service.get("api/offers/kept").json().at("/terms/0/id").asText())
                    .isEqualTo("term_kept");
            assertThat(service.get(".well-known/jwks.json").body()).isEqualTo(keys);
        }
    }

    @Test
    void tellsTheSecondProcessThatTheDirectoryIsTaken() {
        Map<String, String> settings = Map.of("database.dataDirectory", directory.toString());
        try (var service = ServiceUnderTest.start(settings)) {
            assertThat(service.get("up").status()).isEqualTo(200);
            assertThatThrownBy(() -> ServiceUnderTest.start(settings))
                    .rootCause()
                    .hasMessageContaining("Another process uses the embedded database")
                    .hasMessageContaining("FERMATA_DATA_DIRECTORY");
        }
    }
}
