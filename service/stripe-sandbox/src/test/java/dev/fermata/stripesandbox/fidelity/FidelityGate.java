package dev.fermata.stripesandbox.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at every body the sandbox emits and remembers what Stripe would not have said. */
public final class FidelityGate implements Consumer<ObjectNode> {

    private static final ObjectSchemas SCHEMAS = new ObjectSchemas();

    /** What Stripe documents of an error, and the ids and objects it may carry. */
    private static final Set<String> ERROR_FIELDS = Set.of(
            "type",
            "code",
            "message",
            "param",
            "doc_url",
            "decline_code",
            "charge",
            "payment_intent",
            "payment_method",
            "request_log_url");

    private static final Set<String> ERROR_TYPES =
            Set.of("api_error", "card_error", "idempotency_error", "invalid_request_error", "rate_limit_error");

    private final List<String> violations = new ArrayList<>();
    private int seen;

    @Override
    public synchronized void accept(ObjectNode body) {
        seen++;
        if (body.has("error")) {
            checkError(body.get("error"));
        }
        violations.addAll(SCHEMAS.violations(body));
    }

    private void checkError(JsonNode error) {
        error.fieldNames().forEachRemaining(field -> {
            if (!ERROR_FIELDS.contains(field)) {
                violations.add("error: unknown field " + field);
            }
        });
        if (!ERROR_TYPES.contains(error.path("type").asText())) {
            violations.add("error: unknown type " + error.path("type"));
        }
        if (error.path("message").asText().isEmpty()) {
            violations.add("error: no message");
        }
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    public synchronized int seen() {
        return seen;
    }
}
