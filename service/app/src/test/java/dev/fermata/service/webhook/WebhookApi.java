package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** The endpoints of webhooks as an operator sees them, over HTTP; what is made here leads to a receiver. */
record WebhookApi(ServiceUnderTest service, Receiver receiver) implements AutoCloseable {

    static final String PATH = "api/v1/webhook-endpoints";
    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;

    /** With a service of its own, which may send to this machine. */
    static WebhookApi start() {
        var service = ServiceUnderTest.start(Map.of("webhooks.allowedNetworks", "127.0.0.0/8,::1"));
        return new WebhookApi(service, new Receiver());
    }

    @Override
    public void close() {
        receiver.close();
        service.close();
    }

    JsonNode create(String path, String types) {
        Answer answer = post("", wish(path, types));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    String wish(String path, String types) {
        return "{\"url\":\"%s\",\"event_types\":%s}".formatted(receiver.url(path), types);
    }

    static String id(JsonNode created) {
        return created.at("/endpoint/id").asText();
    }

    String ping(String id) {
        Answer answer = post("/" + id + "/deliveries/ping", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("message_id").asText();
    }

    String state(String id, String message) {
        return delivery(id, message).at("/delivery/state").asText();
    }

    JsonNode delivery(String id, String message) {
        return get("/" + id + "/deliveries/" + message).json();
    }

    List<String> types(String id) {
        return get("/" + id + "/deliveries").json().get("data").findValuesAsText("type").stream()
                .sorted()
                .toList();
    }

    JsonNode endpoint(String id) {
        return get("/" + id).json();
    }

    String health() {
        return service.get(service.adminUrl() + "/healthcheck").body();
    }

    Answer get(String path) {
        return service.get(PATH + path, "Authorization", TOKEN);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer patch(String id, String body) {
        return send("PATCH", "/" + id, body);
    }

    Answer delete(String id) {
        return service.delete(PATH + "/" + id, "Authorization", TOKEN);
    }

    Answer send(String method, String path, String body, String... headers) {
        var request = service.request(PATH + path, "Authorization", TOKEN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return service.send(request.method(method, BodyPublishers.ofString(body)));
    }

    /** Makes the next test begin without endpoints. */
    void deleteAll() {
        get("").json().get("data").forEach(endpoint -> delete(endpoint.get("id").asText()));
    }
}
