package dev.fermata.stripesandbox.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Blank;
import dev.fermata.stripesandbox.object.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate is worth something only if it closes. */
class FidelityGateTest {

    private static FidelityGate after(ObjectNode body) {
        FidelityGate gate = new FidelityGate();
        gate.accept(body);
        return gate;
    }

    private static ObjectNode session(Consumer<ObjectNode> change) {
        ObjectNode session = Blank.of("checkout.session");
        session.put("id", "cs_test_1");
        session.put("url", "http://localhost/c/pay/cs_test_1");
        change.accept(session);
        return session;
    }

    @Test
    void letsAGoodSessionPass() {
        assertThat(after(session(good -> {})).violations()).isEmpty();
    }

    @Test
    void stopsAnythingStripeWouldNotSay() {
        assertThat(after(session(bad -> bad.put("paid_by", "cash"))).violations())
                .isNotEmpty();
        assertThat(after(session(bad -> bad.put("status", "done"))).violations())
                .isNotEmpty();
        assertThat(after(session(bad -> bad.put("amount_total", "199"))).violations())
                .isNotEmpty();
        assertThat(after(session(bad -> bad.putNull("mode"))).violations()).isNotEmpty();
        assertThat(after(session(bad -> bad.put("object", "checkout.basket"))).violations())
                .isNotEmpty();
        assertThat(after(session(bad -> bad.withObject("/total_details").put("amount_tip", 1)))
                        .violations())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account",
                "balance_transaction",
                "charge",
                "checkout.session",
                "customer",
                "dispute",
                "payment_intent",
                "payment_method",
                "price",
                "product",
                "radar.early_fraud_warning",
                "refund",
                "webhook_endpoint"
            })
    void missesEveryFieldThatIsMissing(String type) {
        Blank.of(type).fieldNames().forEachRemaining(field -> {
            ObjectNode lacking = Blank.of(type);
            lacking.remove(field);
            boolean required = after(lacking).violations().size()
                    > after(Blank.of(type)).violations().size();
            boolean optional = Optionals.of(type).contains(field);
            assertThat(required || optional || field.equals("object"))
                    .as(type + "." + field)
                    .isTrue();
        });
    }

    @Test
    void looksInsideExpandedObjectsAndLists() {
        ObjectNode charge = Blank.of("charge").put("status", "shining");
        ObjectNode intent = Blank.of("payment_intent");
        intent.set("latest_charge", charge);
        ObjectNode list =
                Json.object().put("object", "list").put("has_more", false).put("url", "/v1/x");
        list.putArray("data").add(intent);

        assertThat(after(list).violations()).anyMatch(problem -> problem.contains("charge at /data/0/latest_charge"));
    }

    @Test
    void holdsEventsToTheObjectOfTheirType() {
        ObjectNode event = Blank.of("event").put("type", "refund.created");
        event.putObject("data").set("object", session(good -> {}));

        assertThat(after(event).violations()).anyMatch(problem -> problem.contains("not a refund"));
    }

    @Test
    void readsErrorsToo() {
        ObjectNode error = Json.object();
        error.putObject("error").put("type", "mishap").put("message", "").put("hint", "none");

        assertThat(after(error).violations()).hasSize(3);
    }
}
