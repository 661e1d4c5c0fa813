package dev.fermata.magnolia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the service sells at this moment. */
final class ServiceCatalogue {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI service;
    private final Optional<String> token;

    /** @param token an API token with the scope {@code read}; without one, only resources on sale are known */
    ServiceCatalogue(URI service, Optional<String> token) {
        this.service = service;
        this.token = token;
    }

    List<Choice> offers() throws IOException, InterruptedException {
        return choices(get("api/offers", Optional.empty()).path("data"));
    }

    List<Choice> resources() throws IOException, InterruptedException {
        if (token.isPresent()) {
            return choices(get("api/v1/resources", token).path("data"));
        }
        Set<Choice> sold = new LinkedHashSet<>();
        for (JsonNode offer : get("api/offers", Optional.empty()).path("data")) {
            offer.path("terms").forEach(term -> sold.addAll(choices(term.path("resources"))));
        }
        return List.copyOf(sold);
    }

    private static List<Choice> choices(JsonNode entries) {
        List<Choice> choices = new ArrayList<>();
        entries.forEach(entry -> choices.add(
                new Choice(entry.path("slug").asText(), entry.path("name").asText())));
        return choices;
    }

    private JsonNode get(String path, Optional<String> bearer) throws IOException, InterruptedException {
        String base = service.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base : base + "/") + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        bearer.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() != 200) {
            throw new IOException("the service answered %d to %s".formatted(answer.statusCode(), path));
        }
        return json.readTree(answer.body());
    }

    /** A connection that is refused has no words of its own. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("nothing answers at " + request.uri(), e);
        }
    }
}
