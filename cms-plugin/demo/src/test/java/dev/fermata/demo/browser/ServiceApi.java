package dev.fermata.demo.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/** The service's {@code /api/v1}, for an operator. */
record ServiceApi(URI service, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ServiceApi of(URI service, Path directory) {
        try {
            return new ServiceApi(service, Files.readString(directory.resolve("api-token")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds to the catalogue, or changes what is in it. */
    void importCatalogue(Object catalogue) {
        try {
            CmsHttp.Answer answer = CmsHttp.send(HttpRequest.newBuilder(service.resolve("/api/v1/catalogue"))
                    .header("Authorization", "Bearer " + token)
                    // JSON is YAML.
                    .header("Content-Type", "application/yaml")
                    .PUT(BodyPublishers.ofString(JSON.writeValueAsString(catalogue))));
            Assertions.assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
