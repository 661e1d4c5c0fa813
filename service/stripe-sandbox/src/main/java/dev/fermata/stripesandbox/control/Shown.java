package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.api.RequestLog;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.payment.Attempt;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the control API answers: the sandbox's own things as JSON. */
final class Shown {

    private Shown() {}

    static ObjectNode done() {
        return Json.object().put("done", true);
    }

    static <T> ObjectNode list(List<T> items, Function<T, ObjectNode> shown) {
        ArrayNode data = Json.array();
        items.forEach(item -> data.add(shown.apply(item)));
        return Json.object().set("data", data);
    }

    static ObjectNode clock(SandboxClock clock) {
        return Json.object()
                .put("now", clock.instant().toString())
                .put("offset_seconds", clock.offset().toSeconds());
    }

    static ObjectNode deliveries(Deliveries deliveries) {
        return list(deliveries.all(), Shown::delivery).setAll(conditions(deliveries));
    }

    static ObjectNode conditions(Deliveries deliveries) {
        return Json.object().put("holding", deliveries.isHolding()).put("dropping", deliveries.isDropping());
    }

    static ObjectNode delivery(Delivery delivery) {
        ObjectNode out = Json.object();
        out.put("id", delivery.id());
        out.put("event", delivery.event().id());
        out.put("type", delivery.event().type());
        out.put("object", delivery.event().objectId());
        out.put("endpoint", delivery.target().url());
        out.put("state", delivery.state().name().toLowerCase(Locale.ROOT));
        out.put(
                "next_attempt_at",
                delivery.nextAttempt() == null ? null : delivery.nextAttempt().toString());
        ArrayNode attempts = out.putArray("attempts");
        delivery.attempts().forEach(attempt -> attempts.addObject()
                .put("at", attempt.at().toString())
                .put("status", attempt.status())
                .put("detail", attempt.detail()));
        return out;
    }

    static ObjectNode events(Levers levers) {
        ArrayNode data = Json.array();
        for (Account account : levers.accounts().all()) {
            for (StoredEvent event : levers.events().all(account)) {
                data.addObject()
                        .put("id", event.id())
                        .put("account", account.id())
                        .put("type", event.type())
                        .put("created", event.created())
                        .put("object", event.objectId());
            }
        }
        return Json.object().set("data", data);
    }

    static ObjectNode fault(Fault fault) {
        return Json.object()
                .put("method", fault.method())
                .put("path", fault.path())
                .put("skip", fault.skip())
                .put("times", fault.times())
                .put("after_effect", fault.afterEffect())
                .put("kind", fault.kind().toString());
    }

    static ObjectNode request(RequestLog.Entry entry) {
        ObjectNode out = Json.object();
        out.put("at", entry.at().toString());
        out.put("request_id", entry.requestId());
        out.put("method", entry.method());
        out.put("path", entry.path());
        out.put("key", entry.key());
        out.put("idempotency_key", entry.idempotencyKey());
        out.put("status", entry.status());
        return out.set("params", entry.params());
    }

    static ObjectNode entry(Ledger.Entry entry) {
        ObjectNode out = Json.object();
        out.put("account", entry.account());
        out.put("session", entry.sessionId());
        out.put("status", entry.status());
        out.put("payment_status", entry.paymentStatus());
        out.put("amount_total", entry.amountTotal());
        out.put("currency", entry.currency());
        out.put("client_reference_id", entry.clientReferenceId());
        out.put("email", entry.email());
        out.put("payment_intent", entry.paymentIntent());
        out.put("charge", entry.charge());
        out.put("captured", entry.captured());
        out.put("refunded", entry.refunded());
        ArrayNode refunds = out.putArray("refunds");
        entry.refunds().forEach(refund -> refunds.addObject()
                .put("id", refund.id())
                .put("amount", refund.amount())
                .put("status", refund.status()));
        out.put("disputed", entry.disputed());
        ArrayNode disputes = out.putArray("disputes");
        entry.disputes().forEach(dispute -> disputes.addObject()
                .put("id", dispute.id())
                .put("amount", dispute.amount())
                .put("status", dispute.status()));
        return out;
    }

    static JsonNode attempt(Attempt attempt, ObjectNode session) {
        ObjectNode out = Json.object();
        if (attempt instanceof Attempt.Declined declined) {
            out.put("outcome", "declined").put("code", declined.reason().code());
        } else if (attempt instanceof Attempt.NeedsAuthentication) {
            out.put("outcome", "needs_authentication");
        } else {
            out.put("outcome", attempt instanceof Attempt.Processing ? "processing" : "succeeded");
        }
        return out.set("session", session);
    }
}
