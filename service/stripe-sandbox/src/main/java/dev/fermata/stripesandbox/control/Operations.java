package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The control API: each operation by method and path, below {@code /_sandbox/api}. */
final class Operations {

    private final Levers levers;
    private final Map<String, Function<Order, JsonNode>> operations = new LinkedHashMap<>();

    Operations(Levers levers) {
        this.levers = levers;
        reading();
        clockAndFaults();
        deliveries();
        money();
        bank();
    }

    private void reading() {
        operations.put("GET /ledger", order -> Shown.list(levers.ledger().entries(), Shown::entry));
        operations.put("GET /sessions/{id}", order -> levers.merchant().session(order.id()));
        operations.put("GET /requests", order -> Shown.list(levers.requests().entries(), Shown::request));
        operations.put("GET /events", order -> Shown.events(levers));
        operations.put("DELETE /requests", order -> {
            levers.requests().clear();
            return Shown.done();
        });
        operations.put("POST /reset", order -> {
            levers.reset().run();
            return Shown.done();
        });
        operations.put("POST /keys/revoke", order -> {
            levers.accounts().revoke(order.required("key"));
            return Shown.done();
        });
    }

    private void clockAndFaults() {
        operations.put("GET /clock", order -> Shown.clock(levers.clock()));
        operations.put("POST /clock/advance", order -> {
            levers.clock().advance(duration(order));
            return Shown.clock(levers.clock());
        });
        operations.put("GET /faults", order -> Shown.list(levers.faults().pending(), Shown::fault));
        operations.put("POST /faults", order -> {
            levers.faults().add(FaultOrder.read(order));
            return Shown.list(levers.faults().pending(), Shown::fault);
        });
        operations.put("POST /rate-limit", order -> {
            levers.limit().allow((int) order.number("per_second", 25));
            return Json.object().put("per_second", levers.limit().perSecond());
        });
        operations.put("DELETE /faults", order -> clearFaults());
        operations.put("POST /faults/clear", order -> clearFaults());
    }

    private JsonNode clearFaults() {
        levers.faults().clear();
        return Shown.done();
    }

    private static Duration duration(Order order) {
        try {
            Optional<String> iso = order.text("duration");
            return iso.isPresent() ? Duration.parse(iso.get()) : Duration.ofSeconds(order.number("seconds", 0));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("duration is no ISO 8601 duration", e);
        }
    }

    private void deliveries() {
        Deliveries deliveries = levers.deliveries();
        operations.put("GET /deliveries", order -> Shown.deliveries(deliveries));
        operations.put("POST /deliveries/hold", order -> {
            deliveries.hold();
            return Shown.done();
        });
        operations.put("POST /deliveries/release", order -> DeliveryOrder.release(deliveries, order));
        operations.put("POST /deliveries/from-now-on", order -> DeliveryOrder.fromNowOn(deliveries, order));
        operations.put("POST /deliveries/{id}/release", order -> {
            deliveries.releaseInTurn(List.of(order.id()));
            return Shown.delivery(deliveries.get(order.id()));
        });
        operations.put("POST /deliveries/{id}/drop", order -> {
            deliveries.drop(order.id());
            return Shown.delivery(deliveries.get(order.id()));
        });
        operations.put("POST /deliveries/{id}/redeliver", order -> DeliveryOrder.redeliver(deliveries, order));
        operations.put("POST /webhooks/roll", this::roll);
    }

    private JsonNode roll(Order order) {
        Account account = levers.accounts().of(order.text("account").orElse("acct_sandbox"), false);
        Duration stays = order.text("duration").isPresent() ? duration(order) : Duration.ofHours(24);
        levers.endpoints().roll(account, order.required("url"), order.required("secret"), stays);
        return Shown.done();
    }

    private void money() {
        operations.put("POST /sessions/{id}/pay", order -> MoneyOrder.pay(levers, order));
        operations.put("POST /sessions/{id}/authenticate", order -> MoneyOrder.authenticate(levers, order));
        operations.put("POST /sessions/{id}/refund", order -> MoneyOrder.refund(levers, order));
        operations.put("POST /sessions/{id}/decide", order -> {
            boolean decided =
                    levers.merchant().decide(order.id(), order.flag("paid").orElse(true));
            return Json.object().put("changed", decided);
        });
        operations.put("POST /sessions/{id}/expire", order -> Json.object()
                .put("changed", levers.merchant().expire(order.id())));
        operations.put("POST /refunds/{id}/fail", order -> levers.merchant().failRefund(order.id()));
        operations.put("POST /refunds/{id}/complete", order -> levers.merchant().completeRefund(order.id()));
    }

    private void bank() {
        Bank bank = levers.bank();
        operations.put("POST /sessions/{id}/dispute", order -> MoneyOrder.open(levers, order, false));
        operations.put("POST /sessions/{id}/inquire", order -> MoneyOrder.open(levers, order, true));
        operations.put(
                "POST /sessions/{id}/prevent",
                order -> bank.prevent(order.id(), order.oneOf(Claim.Reason.class, "reason", Claim.Reason.FRAUDULENT)));
        operations.put(
                "POST /sessions/{id}/warn",
                order -> bank.warnOfFraud(order.id(), order.text("fraud_type").orElse("misc")));
        operations.put("POST /disputes/{id}/escalate", order -> bank.escalate(order.id()));
        operations.put("POST /disputes/{id}/win", order -> bank.win(order.id()));
        operations.put("POST /disputes/{id}/lose", order -> bank.lose(order.id()));
        operations.put("POST /disputes/{id}/close", order -> bank.closeInquiry(order.id()));
    }

    /** Carries an operation out, if there is one at this path. */
    Optional<JsonNode> run(String method, String path, ObjectNode values) {
        Function<Order, JsonNode> exact = operations.get(method + " " + path);
        if (exact != null) {
            return Optional.of(exact.apply(new Order("", values)));
        }
        String[] steps = path.split("/", -1);
        if (steps.length < 3) {
            return Optional.empty();
        }
        String id = steps[2];
        steps[2] = "{id}";
        return Optional.ofNullable(operations.get(method + " " + String.join("/", steps)))
                .map(operation -> operation.apply(new Order(id, values)));
    }
}
