package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.db.Id;
import dev.fermata.service.http.Json;
import dev.fermata.service.webhook.Receiver.Received;
import io.dropwizard.jackson.Jackson;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages get to where they are wanted: signed, at least once, whatever happens on the way; and one can see how it went. */
class WebhookIT {

    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;
    private static final String PATH = "api/v1/webhook-endpoints";

    private static ServiceUnderTest service;
    private static Receiver receiver;
    private static Jdbi database;
    private static int hooks;

    private final String hook = "/hook" + hooks++;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start(Map.of("webhooks.allowedNetworks", "127.0.0.0/8,::1"));
        database = service.database();
        receiver = new Receiver();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        service.close();
    }

    @AfterEach
    void deleteEndpoints() {
        get("").json().get("data").forEach(endpoint -> delete(endpoint.get("id").asText()));
    }

    @Test
    void sendsWhatAReceiverCanVerify() throws Exception {
        JsonNode created = create("[\"webhook.*\"]");
        String secret = created.get("secret").asText();
        String id = id(created);

        String message = ping(id);

        Received received = awaitReceived(1).get(0);
        assertThat(received.id()).isEqualTo(message);
        assertThat(isGenuine(received, secret)).isTrue();
        assertThat(received.body()).contains("\"type\":\"webhook.ping\"", id);
        awaitState(id, message, "delivered");
        JsonNode log = delivery(id, message);
        assertThat(log.get("body").asText()).isEqualTo(received.body());
        assertThat(log.at("/attempts/0/status").asInt()).isEqualTo(204);
        assertThat(log.toString()).doesNotContain("whsec_", "v1,");
    }

    @Test
    void sendsAnEndpointOnlyWhatItWants() {
        String all = id(create("[]"));
        String some = id(create("[\"purchase.paid\",\"entitlement.*\"]"));

        Stream.of(WebhookType.PURCHASE_PAID, WebhookType.PURCHASE_FAILED, WebhookType.ENTITLEMENT_MOVED)
                .forEach(WebhookIT::tell);

        awaitReceived(5);
        assertThat(types(all)).containsExactly("entitlement.moved", "purchase.failed", "purchase.paid");
        assertThat(types(some)).containsExactly("entitlement.moved", "purchase.paid");
    }

    @Test
    void sendsAgainUnderTheSameIdUntilItArrives() throws Exception {
        JsonNode created = create("[]");
        receiver.answer(hook, 500);
        String message = ping(id(created));
        awaitAttempts(id(created), message, 1);
        assertThat(receiver.at(hook)).hasSize(1);

        service.clock().advance(Duration.ofSeconds(6));
        awaitAttempts(id(created), message, 2);
        receiver.answer(hook, 200);
        service.clock().advance(Duration.ofMinutes(6));

        awaitState(id(created), message, "delivered");
        List<Received> received = receiver.at(hook);
        assertThat(received).hasSize(3).extracting(Received::id).containsOnly(message);
        assertThat(received)
                .extracting(Received::body)
                .containsOnly(received.get(0).body());
        assertThat(received).extracting(Received::timestamp).doesNotHaveDuplicates();
        assertThat(isGenuine(received.get(2), created.get("secret").asText())).isTrue();
        assertThat(delivery(id(created), message).get("attempts").findValuesAsText("status"))
                .containsExactly("500", "500", "200");
    }

    @Test
    void givesUpAfterTenAttemptsAndRecoversWhatFailed() {
        String id = id(create("[]"));
        receiver.answer(hook, 503);
        String message = ping(id);
        int attempt = 1;
        for (String wait : "PT6S PT6M PT33M PT133M PT6H PT11H PT16H PT22H PT27H".split(" ")) {
            awaitAttempts(id, message, attempt++);
            service.clock().advance(Duration.parse(wait));
        }
        awaitState(id, message, "failed");
        assertThat(delivery(id, message).get("attempts")).hasSize(RetrySchedule.ATTEMPTS);
        assertThat(get("/" + id + "/deliveries?state=failed")
                        .json()
                        .at("/data/0/last_status")
                        .asInt())
                .isEqualTo(503);

        service.clock().advance(Deliveries.PATIENCE);
        awaitAttempts(id, ping(id), 1);
        assertThat(endpoint(id).get("disabled_reason").asText())
                .as("nothing arrived for more than five days")
                .isEqualTo("failing");
        assertThat(health()).contains("nothing has arrived at the webhook endpoint " + id);
        receiver.answer(hook, 204);
        patch(id, "{\"enabled\":true}");
        Answer recovered = post("/" + id + "/deliveries/recover", "{\"since\":\"2026-03-01T00:00:00Z\"}");

        assertThat(recovered.json().get("recovered").asInt()).isEqualTo(1);
        awaitState(id, message, "delivered");
        assertThat(endpoint(id).get("failing_since").isNull()).isTrue();
        assertThat(health()).doesNotContain(id);
    }

    @Test
    void disablesAnEndpointThatWantsNothingAnyMoreAndKeepsWhatComesMeanwhile() {
        String id = id(create("[]"));
        receiver.answer(hook, 410);
        String first = ping(id);
        awaitState(id, first, "failed");
        assertThat(endpoint(id).get("disabled_reason").asText()).isEqualTo("gone");
        assertThat(health()).contains(id + " answered 410");

        String second = ping(id);
        String other = id(create("/other" + hook, "[]"));
        awaitState(other, ping(other), "delivered");
        assertThat(receiver.at(hook)).as("nothing is sent while it is disabled").hasSize(1);
        receiver.answer(hook, 204);
        patch(id, "{\"enabled\":true}");

        awaitState(id, second, "delivered");
    }

    @Test
    void signsWithBothSecretsForADayAfterARotation() throws Exception {
        JsonNode created = create("[]");
        String before = created.get("secret").asText();
        String after = post("/" + id(created) + "/rotate-secret", "")
                .json()
                .get("secret")
                .asText();

        awaitState(id(created), ping(id(created)), "delivered");
        Received overlapping = awaitReceived(1).get(0);
        assertThat(isGenuine(overlapping, before)).isTrue();
        assertThat(isGenuine(overlapping, after)).isTrue();

        service.clock().advance(Endpoints.OVERLAP.plusSeconds(1));
        ping(id(created));
        Received later = awaitReceived(2).get(1);
        assertThat(isGenuine(later, before)).isFalse();
        assertThat(isGenuine(later, after)).isTrue();
        List<String> stored = database.withHandle(handle -> handle.createQuery("SELECT secret FROM webhook_secret")
                .mapTo(String.class)
                .list());
        assertThat(stored).as("encrypted in the database").hasSize(2).noneMatch(secret -> secret.contains("whsec_"));
    }

    @Test
    void isNotHeldUpByASlowEndpoint() {
        String slow = id(create("/slow" + hook, "[]"));
        String quick = id(create("[]"));
        CountDownLatch hold = receiver.hold("/slow" + hook);
        for (int i = 0; i < 20; i++) {
            ping(slow);
        }
        await().untilAsserted(() -> assertThat(receiver.at("/slow" + hook)).hasSize(Deliveries.AT_ONCE));

        String message = ping(quick);

        awaitState(quick, message, "delivered");
        assertThat(receiver.at("/slow" + hook)).hasSize(Deliveries.AT_ONCE);
        hold.countDown();
        await().untilAsserted(() -> assertThat(receiver.at("/slow" + hook)).hasSize(20));
    }

    @Test
    void sendsAgainUnderTheSameIdWhatWasSentWhenTheInstanceWasKilled() {
        String id = id(create("[]"));
        InstantSource later = () -> service.clock().instant().plus(Duration.ofDays(1));
        String message = insertDue(id, later.instant());
        Delivery killed = new Deliveries(database, later).take(List.of()).get(0);
        assertThat(killed.messageId()).isEqualTo(message);
        assertThat(new Deliveries(database, later).take(List.of())).as("leased").isEmpty();

        InstantSource afterLease = () -> later.instant().plus(Deliveries.LEASE);
        var survivor = new Deliveries(database, afterLease);
        Delivery again = survivor.take(List.of()).get(0);

        assertThat(again.messageId()).isEqualTo(message);
        assertThat(again.body()).isEqualTo(killed.body());
        survivor.record(again, new Attempt(afterLease.instant(), 1, 200, null), null);
        new Deliveries(database, afterLease).record(killed, new Attempt(later.instant(), 1, 500, null), null);
        assertThat(state(id, message)).as("a late failure does not undo it").isEqualTo("delivered");
    }

    @Test
    void givesEachMessageToOneOfManyWorkers() throws Exception {
        String id = id(create("[]"));
        InstantSource later = () -> service.clock().instant().plus(Duration.ofDays(1));
        Set<String> messages = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            messages.add(insertDue(id, later.instant()));
        }
        Callable<List<Delivery>> worker = () -> {
            var deliveries = new Deliveries(database, later);
            List<Delivery> taken = new ArrayList<>();
            for (int empty = 0; empty < 20 && taken.size() < 1000; ) {
                List<Delivery> some = deliveries.take(List.of());
                taken.addAll(some);
                empty = some.isEmpty() ? empty + 1 : 0;
            }
            return taken;
        };

        List<String> taken = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (var result : threads.invokeAll(List.of(worker, worker, worker, worker))) {
                result.get().forEach(delivery -> taken.add(delivery.messageId()));
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void sendsOnceMoreWhatWasDelivered() {
        String id = id(create("[]"));
        String message = ping(id);
        awaitState(id, message, "delivered");

        Answer again = post("/" + id + "/deliveries/" + message + "/redeliver", "");

        assertThat(again.status()).isEqualTo(202);
        assertThat(awaitReceived(2)).extracting(Received::id).containsOnly(message);
        assertThat(post("/" + id + "/deliveries/msg_none/redeliver", "").problem())
                .isEqualTo("webhook-message-not-found");
    }

    @Test
    void forgetsMessagesAfterThirtyDays() {
        String id = id(create("[]"));
        String message = ping(id);
        awaitState(id, message, "delivered");
        InstantSource later =
                () -> service.clock().instant().plus(DeliveryLog.KEPT).plusSeconds(1);

        new DeliveryLog(
                        database,
                        later,
                        new Outbox(later, Json.configure(Jackson.newObjectMapper()), () -> {}),
                        () -> {})
                .prune();

        assertThat(get("/" + id + "/deliveries/" + message).problem()).isEqualTo("webhook-message-not-found");
        assertThat(get("/" + id + "/deliveries").json().get("data")).isEmpty();
    }

    @Test
    void pagesThroughTheLogNewestFirst() {
        String id = id(create("[]"));
        patch(id, "{\"enabled\":false}");
        for (int i = 0; i < 101; i++) {
            insertDue(id, service.clock().instant());
        }

        JsonNode first = get("/" + id + "/deliveries?state=pending").json();
        JsonNode second = get("/" + id + "/deliveries?state=pending&before="
                        + first.get("next").asText())
                .json();

        assertThat(first.get("data")).hasSize(100);
        assertThat(second.get("data")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.at("/data/0/message_id").asText())
                .isLessThan(first.get("next").asText());
    }

    @Test
    void makesOneEndpointOfOneKeyHoweverOftenItIsAsked() {
        String wish = wish(hook, "[]");

        Answer first = send("POST", "", wish, "Idempotency-Key", hook);
        Answer second = send("POST", "", wish, "Idempotency-Key", hook);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(send("POST", "", wish("/else", "[]"), "Idempotency-Key", hook)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(get("").json().get("data")).hasSize(1);
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        String id = id(create("[\"purchase.*\"]"));

        JsonNode changed = patch(id, "{\"description\":\"The CRM\"}").json();

        assertThat(changed.get("description").asText()).isEqualTo("The CRM");
        assertThat(changed.get("event_types")).hasSize(1);
        assertThat(patch(id, "{\"event_types\":[]}").json().get("event_types")).isEmpty();
        assertThat(patch(id, "{\"enabled\":false}")
                        .json()
                        .get("disabled_reason")
                        .asText())
                .isEqualTo("operator");
        assertThat(health()).doesNotContain(id);
    }

    @Test
    void isGoneOnceItIsDeleted() {
        String id = id(create("[]"));
        patch(id, "{\"enabled\":false}");
        ping(id);

        assertThat(delete(id).status()).isEqualTo(204);

        assertThat(delete(id).problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(get("/" + id + "/deliveries").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(patch(id, "{}").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(post("/" + id + "/deliveries/ping", "").problem()).isEqualTo("webhook-endpoint-not-found");
        assertThat(post("/" + id + "/rotate-secret", "").problem()).isEqualTo("webhook-endpoint-not-found");
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
        Answer answer = post("", body);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers()).contains(pointer);
    }

    @Test
    void namesTheFieldThatIsWrongInAChangeAndInARecovery() {
        String id = id(create("[]"));

        assertThat(patch(id, "{\"enabled\":\"yes\"}").pointers()).contains("/enabled");
        assertThat(patch(id, "{\"url\":\"ftp://receiver.example\"}").pointers()).contains("/url");
        assertThat(post("/" + id + "/deliveries/recover", "{}").pointers()).contains("/since");
        assertThat(post("/" + id + "/deliveries/recover", "{\"since\":\"2999-01-01T00:00:00Z\"}")
                        .pointers())
                .contains("/since");
        assertThat(get("/" + id + "/deliveries?state=lost").pointers()).contains("/state");
    }

    @Test
    void letsNobodyInWithoutAToken() {
        assertThat(service.get(PATH).problem()).isEqualTo("api-token-required");
    }

    private JsonNode create(String types) {
        return create(hook, types);
    }

    private JsonNode create(String path, String types) {
        Answer answer = post("", wish(path, types));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String wish(String path, String types) {
        return "{\"url\":\"%s\",\"event_types\":%s}".formatted(receiver.url(path), types);
    }

    private static String id(JsonNode created) {
        return created.at("/endpoint/id").asText();
    }

    private static String ping(String id) {
        Answer answer = post("/" + id + "/deliveries/ping", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("message_id").asText();
    }

    private static void tell(WebhookType type) {
        var outbox = new Outbox(service.clock(), Json.configure(Jackson.newObjectMapper()), () -> {});
        database.useTransaction(tx -> outbox.send(tx, List.of(new WebhookMessage(type, Map.of()))));
    }

    /** A message that is due then, which the service's own worker does not see before. */
    private static String insertDue(String endpoint, Instant due) {
        String message = Id.next("msg");
        database.useTransaction(tx -> {
            var dao = tx.attach(OutboxDao.class);
            dao.insertFor(
                    new EndpointId(endpoint),
                    message,
                    "webhook.ping",
                    "{}",
                    service.clock().instant());
            tx.execute("UPDATE webhook_delivery SET next_attempt_at = ? WHERE message_id = ?", due, message);
        });
        return message;
    }

    private List<Received> awaitReceived(int times) {
        await().untilAsserted(() -> assertThat(receiver.at(hook)).hasSize(times));
        return receiver.at(hook);
    }

    private static void awaitAttempts(String id, String message, int times) {
        await().untilAsserted(
                        () -> assertThat(delivery(id, message).get("attempts")).hasSize(times));
    }

    private static void awaitState(String id, String message, String state) {
        await().untilAsserted(() -> assertThat(state(id, message)).isEqualTo(state));
    }

    private static String state(String id, String message) {
        return delivery(id, message).at("/delivery/state").asText();
    }

    private static JsonNode delivery(String id, String message) {
        return get("/" + id + "/deliveries/" + message).json();
    }

    private static List<String> types(String id) {
        return get("/" + id + "/deliveries").json().get("data").findValuesAsText("type").stream()
                .sorted()
                .toList();
    }

    private static JsonNode endpoint(String id) {
        return get("/" + id).json();
    }

    private static boolean isGenuine(Received received, String secret) throws Exception {
        return WebhookVerification.isGenuine(
                secret,
                received.id(),
                received.timestamp(),
                received.signature(),
                received.body(),
                service.clock().instant());
    }

    private static String health() {
        return service.get(service.adminUrl() + "/healthcheck").body();
    }

    private static Answer get(String path) {
        return service.get(PATH + path, "Authorization", TOKEN);
    }

    private static Answer post(String path, String body) {
        return send("POST", path, body);
    }

    private static Answer patch(String id, String body) {
        return send("PATCH", "/" + id, body);
    }

    private static Answer delete(String id) {
        return service.delete(PATH + "/" + id, "Authorization", TOKEN);
    }

    private static Answer send(String method, String path, String body, String... headers) {
        var request = service.request(PATH + path, "Authorization", TOKEN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return service.send(request.method(method, BodyPublishers.ofString(body)));
    }
}
