package dev.fermata.service.webhook;

import static dev.fermata.service.webhook.WebhookApi.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.db.Id;
import dev.fermata.service.http.Json;
import dev.fermata.service.webhook.Receiver.Received;
import io.dropwizard.jackson.Jackson;
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

/** Messages get to where they are wanted: signed, at least once, whatever happens on the way; and one can see how it went. */
class WebhookIT {

    private static ServiceUnderTest service;
    private static Receiver receiver;
    private static WebhookApi api;
    private static Jdbi database;
    private static int hooks;

    private final String hook = "/hook" + hooks++;

    @BeforeAll
    static void start() {
        api = WebhookApi.start();
        service = api.service();
        receiver = api.receiver();
        database = service.database();
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
    void sendsWhatAReceiverCanVerify() throws Exception {
        JsonNode created = api.create(hook, "[\"webhook.*\"]");
        String secret = created.get("secret").asText();
        String id = id(created);

        String message = api.ping(id);

        Received received = awaitReceived(1).get(0);
        assertThat(received.id()).isEqualTo(message);
        assertThat(isGenuine(received, secret)).isTrue();
        assertThat(received.body()).contains("\"type\":\"webhook.ping\"", id);
        awaitState(id, message, "delivered");
        JsonNode log = api.delivery(id, message);
        assertThat(log.get("body").asText()).isEqualTo(received.body());
        assertThat(log.at("/attempts/0/status").asInt()).isEqualTo(204);
        assertThat(log.toString()).doesNotContain("whsec_", "v1,");
    }

    @Test
    void sendsAnEndpointOnlyWhatItWants() {
        String all = id(api.create(hook, "[]"));
        String some = id(api.create(hook, "[\"purchase.paid\",\"entitlement.*\"]"));

        Stream.of(WebhookType.PURCHASE_PAID, WebhookType.PURCHASE_FAILED, WebhookType.ENTITLEMENT_MOVED)
                .forEach(WebhookIT::tell);

        awaitReceived(5);
        assertThat(api.types(all)).containsExactly("entitlement.moved", "purchase.failed", "purchase.paid");
        assertThat(api.types(some)).containsExactly("entitlement.moved", "purchase.paid");
    }

    @Test
    void sendsAgainUnderTheSameIdUntilItArrives() throws Exception {
        JsonNode created = api.create(hook, "[]");
        receiver.answer(hook, 500);
        String message = api.ping(id(created));
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
        assertThat(api.delivery(id(created), message).get("attempts").findValuesAsText("status"))
                .containsExactly("500", "500", "200");
    }

    @Test
    void givesUpAfterTenAttemptsAndRecoversWhatFailed() {
        String id = id(api.create(hook, "[]"));
        receiver.answer(hook, 503);
        String message = api.ping(id);
        int attempt = 1;
        for (String wait : "PT6S PT6M PT33M PT133M PT6H PT11H PT16H PT22H PT27H".split(" ")) {
            awaitAttempts(id, message, attempt++);
            service.clock().advance(Duration.parse(wait));
        }
        awaitState(id, message, "failed");
        assertThat(api.delivery(id, message).get("attempts")).hasSize(RetrySchedule.ATTEMPTS);
        assertThat(api.get("/" + id + "/deliveries?state=failed")
                        .json()
                        .at("/data/0/last_status")
                        .asInt())
                .isEqualTo(503);

        service.clock().advance(Deliveries.PATIENCE);
        awaitAttempts(id, api.ping(id), 1);
        assertThat(api.endpoint(id).get("disabled_reason").asText())
                .as("nothing arrived for more than five days")
                .isEqualTo("failing");
        assertThat(api.health()).contains("nothing has arrived at the webhook endpoint " + id);
        receiver.answer(hook, 204);
        api.patch(id, "{\"enabled\":true}");
        Answer recovered = api.post("/" + id + "/deliveries/recover", "{\"since\":\"2026-03-01T00:00:00Z\"}");

        assertThat(recovered.json().get("recovered").asInt()).isEqualTo(1);
        awaitState(id, message, "delivered");
        assertThat(api.endpoint(id).get("failing_since").isNull()).isTrue();
        assertThat(api.health()).doesNotContain(id);
    }

    @Test
    void disablesAnEndpointThatWantsNothingAnyMoreAndKeepsWhatComesMeanwhile() {
        String id = id(api.create(hook, "[]"));
        receiver.answer(hook, 410);
        String first = api.ping(id);
        awaitState(id, first, "failed");
        assertThat(api.endpoint(id).get("disabled_reason").asText()).isEqualTo("gone");
        assertThat(api.health()).contains(id + " answered 410");

        String second = api.ping(id);
        String other = id(api.create("/other" + hook, "[]"));
        awaitState(other, api.ping(other), "delivered");
        assertThat(receiver.at(hook)).as("nothing is sent while it is disabled").hasSize(1);
        receiver.answer(hook, 204);
        api.patch(id, "{\"enabled\":true}");

        awaitState(id, second, "delivered");
    }

    @Test
    void signsWithBothSecretsForADayAfterARotation() throws Exception {
        JsonNode created = api.create(hook, "[]");
        String before = created.get("secret").asText();
        String after = api.post("/" + id(created) + "/rotate-secret", "")
                .json()
                .get("secret")
                .asText();

        awaitState(id(created), api.ping(id(created)), "delivered");
        Received overlapping = awaitReceived(1).get(0);
        assertThat(isGenuine(overlapping, before)).isTrue();
        assertThat(isGenuine(overlapping, after)).isTrue();

        service.clock().advance(Endpoints.OVERLAP.plusSeconds(1));
        api.ping(id(created));
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
        String slow = id(api.create("/slow" + hook, "[]"));
        String quick = id(api.create(hook, "[]"));
        CountDownLatch hold = receiver.hold("/slow" + hook);
        for (int i = 0; i < 20; i++) {
            api.ping(slow);
        }
        await().untilAsserted(() -> assertThat(receiver.at("/slow" + hook)).hasSize(Deliveries.AT_ONCE));

        String message = api.ping(quick);

        awaitState(quick, message, "delivered");
        assertThat(receiver.at("/slow" + hook)).hasSize(Deliveries.AT_ONCE);
        hold.countDown();
        await().untilAsserted(() -> assertThat(receiver.at("/slow" + hook)).hasSize(20));
    }

    @Test
    void sendsAgainUnderTheSameIdWhatWasSentWhenTheInstanceWasKilled() {
        String id = id(api.create(hook, "[]"));
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
        assertThat(api.state(id, message)).as("a late failure does not undo it").isEqualTo("delivered");
    }

    @Test
    void givesEachMessageToOneOfManyWorkers() throws Exception {
        String id = id(api.create(hook, "[]"));
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
        String id = id(api.create(hook, "[]"));
        String message = api.ping(id);
        awaitState(id, message, "delivered");

        Answer again = api.post("/" + id + "/deliveries/" + message + "/redeliver", "");

        assertThat(again.status()).isEqualTo(202);
        assertThat(awaitReceived(2)).extracting(Received::id).containsOnly(message);
        assertThat(api.post("/" + id + "/deliveries/msg_none/redeliver", "").problem())
                .isEqualTo("webhook-message-not-found");
    }

    @Test
    void forgetsMessagesAfterThirtyDays() {
        String id = id(api.create(hook, "[]"));
        String message = api.ping(id);
        awaitState(id, message, "delivered");
        InstantSource later =
                () -> service.clock().instant().plus(DeliveryLog.KEPT).plusSeconds(1);

        new DeliveryLog(
                        database,
                        later,
                        new Outbox(later, Json.configure(Jackson.newObjectMapper()), () -> {}),
                        () -> {})
                .prune();

        assertThat(api.get("/" + id + "/deliveries/" + message).problem()).isEqualTo("webhook-message-not-found");
        assertThat(api.get("/" + id + "/deliveries").json().get("data")).isEmpty();
    }

    @Test
    void pagesThroughTheLogNewestFirst() {
        String id = id(api.create(hook, "[]"));
        api.patch(id, "{\"enabled\":false}");
        for (int i = 0; i < 101; i++) {
            insertDue(id, service.clock().instant());
        }

        JsonNode first = api.get("/" + id + "/deliveries?state=pending").json();
        JsonNode second = api.get("/" + id + "/deliveries?state=pending&before="
                        + first.get("next").asText())
                .json();

        assertThat(first.get("data")).hasSize(100);
        assertThat(second.get("data")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.at("/data/0/message_id").asText())
                .isLessThan(first.get("next").asText());
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
        await().untilAsserted(() ->
                assertThat(api.delivery(id, message).get("attempts")).hasSize(times));
    }

    private static void awaitState(String id, String message, String state) {
        await().untilAsserted(() -> assertThat(api.state(id, message)).isEqualTo(state));
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
}
