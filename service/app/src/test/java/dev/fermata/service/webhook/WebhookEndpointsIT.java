package dev.fermata.service.webhook;

import static dev.fermata.service.webhook.WebhookApi.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators say where messages go, once, and are told which field is wrong. */
class WebhookEndpointsIT {

    private static WebhookApi api;
    private static int hooks;

    private final String hook = "/hook" + hooks++;

    @BeforeAll
    static void start() {
        api = WebhookApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void deleteEndpoints() {
        api.deleteAll();
    }

    @Test
    void makesOneEndpointOfOneKeyHoweverOftenItIsAsked() {
        String wish = api.wish(hook, "[]");

        Answer first = api.send("POST", "", wish, "Idempotency-Key", hook);
        Answer second = api.send("POST", "", wish, "Idempotency-Key", hook);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(api.send("POST", "", api.wish("/else", "[]"), "Idempotency-Key", hook)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(api.get("").json().get("data")).hasSize(1);
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        String id = id(api.create(hook, "[\"purchase.*\"]"));

        JsonNode changed = api.patch(id, "{\"description\":\"The CRM\"}").json();

        assertThat(changed.get("description").asText()).isEqualTo("The CRM");
        assertThat(changed.get("event_types")).hasSize(1);
        assertThat(api.patch(id, "{\"event_types\":[]}").json().get("event_types"))
                .isEmpty();
        assertThat(api.patch(id, "{\"enabled\":false}")
                        .json()
                        .get("disabled_reason")
                        .asText())
                .isEqualTo("operator");
        assertThat(api.health()).doesNotContain(id);
    }

    @Test
    void isGoneOnceItIsDeleted() {
        String id = id(api.create(hook, "[]"));
        api.patch(id, "{\"enabled\":false}");
        api.ping(id);

        assertThat(api.delete(id).status()).isEqualTo(204);

        assertThat(api.delete(id).problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(api.get("/" + id + "/deliveries").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(api.patch(id, "{}").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(api.post("/" + id + "/deliveries/ping", "").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(api.post("/" + id + "/rotate-secret", "").problem()).isEqualTo("webhook-endpoint-not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/url",
                "{\"url\":7}|/url",
                "{\"url\":\"http://receiver.example/\"}|/url",
                "{\"url\":\"https://169.254.169.254/\"}|/url",
                "{\"url\":\"https://receiver.example/\",\"event_types\":[\"purchase.sung\"]}|/event_types/0",
                "{\"url\":\"https://receiver.example/\",\"event_types\":\"all\"}|/event_types",
                "{\"url\":\"https://receiver.example/\",\"description\":\"\"}|/description",
                "{\"url\":\"https://receiver.example/\",\"secret\":\"mine\"}|/secret",
                "[]|''",
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Answer answer = api.post("", body);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers()).contains(pointer);
    }

    @Test
    void namesTheFieldThatIsWrongInAChangeAndInARecovery() {
        String id = id(api.create(hook, "[]"));

        assertThat(api.patch(id, "{\"enabled\":\"yes\"}").pointers()).contains("/enabled");
        assertThat(api.patch(id, "{\"url\":\"ftp://receiver.example\"}").pointers())
                .contains("/url");
        assertThat(api.post("/" + id + "/deliveries/recover", "{}").pointers()).contains("/since");
        assertThat(api.post("/" + id + "/deliveries/recover", "{\"since\":\"2999-01-01T00:00:00Z\"}")
                        .pointers())
                .contains("/since");
        assertThat(api.get("/" + id + "/deliveries?state=lost").pointers()).contains("/state");
    }

    @Test
    void letsNobodyInWithoutAToken() {
        assertThat(api.service().get(WebhookApi.PATH).problem()).isEqualTo("api-token-required");
    }
}
