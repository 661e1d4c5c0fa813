package dev.fermata.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.Answer;
import dev.fermata.service.Client;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.webhook.Receiver;
import dev.fermata.service.webhook.Receiver.Received;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Somebody's server that wants to be told of what becomes of purchases. A message that comes again counts once. */
final class ToldServer implements AutoCloseable {

    /** What the service needs to be allowed to tell a server on this machine. */
    static final Map<String, String> SETTINGS = Map.of("webhooks.allowedNetworks", "127.0.0.0/8,::1");

    private static final String PATH = "/told";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Receiver receiver = new Receiver();

    void registerWith(Client service) {
        Answer answer = service.post(
                "api/v1/webhook-endpoints",
                "{\"url\":\"%s\",\"event_types\":[\"purchase.*\",\"entitlement.*\"]}".formatted(receiver.url(PATH)),
                "Authorization",
                "Bearer " + ServiceUnderTest.API_TOKEN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** How many messages of each type came about this purchase and what it grants. */
    Map<String, Integer> toldOf(String purchaseId) {
        Set<String> counted = new HashSet<>();
        Map<String, Integer> told = new TreeMap<>();
        for (Received received : receiver.at(PATH)) {
            if (received.body().contains(purchaseId) && counted.add(received.id())) {
                told.merge(type(received), 1, Integer::sum);
            }
        }
        return told;
    }

    private static String type(Received received) {
        try {
            return JSON.readTree(received.body()).get("type").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
