package dev.fermata.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;

/** Fresh member tokens of the readers; they live for five minutes. */
record Tokens(int port) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the first so many readers. */
    List<String> of(int readers) {
        return IntStream.rangeClosed(1, readers).mapToObj(this::one).toList();
    }

    private String one(int reader) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/session"))
                .header("Cookie", "allegro_session=bench-" + reader)
                .header("X-Forwarded-For", "10.200." + reader / 250 + "." + (1 + reader % 250))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body())
                    .path("jwt")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
