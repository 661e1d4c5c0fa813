package dev.fermata.demo.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Looks whether something answers; that it does not is an answer, too. */
public final class Probe {

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** The status of an address; 0 if nothing answers there. */
    public int status(URI address) {
        return send(request(address)).map(HttpResponse::statusCode).orElse(0);
    }

    /** What stands at an address if it is there. */
    public Optional<String> read(URI address) {
        return body(request(address));
    }

    /** The same, as this user. */
    public Optional<String> read(URI address, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return body(request(address).header("Authorization", "Basic " + credentials));
    }

    private Optional<String> body(HttpRequest.Builder request) {
        return send(request).filter(answer -> answer.statusCode() == 200).map(HttpResponse::body);
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10));
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
