package dev.fermata.stripesandbox.control;

import dev.fermata.stripesandbox.api.Fault;
import java.time.Duration;

/** A fault as it is asked for from outside. */
final class FaultOrder {

    private FaultOrder() {}

    static Fault read(Order order) {
        int status = (int) order.number("status", 500);
        String kind = order.text("kind").orElse("status");
        Fault.Kind what =
                switch (kind) {
                    case "status" -> answer(order, status);
                    case "html" -> Fault.html(status);
                    case "delay" -> new Fault.Kind.Delay(Duration.ofMillis(order.number("delay_ms", 1000)));
                    case "drop" -> new Fault.Kind.Drop();
                    case "truncate" -> new Fault.Kind.Truncate();
                    default ->
                        throw new IllegalArgumentException(
                                "kind is one of status, html, delay, drop, truncate; not " + kind);
                };
        return new Fault(
                order.text("method").orElse("*"),
                order.text("path").orElse("/v1/"),
                (int) order.number("times", 1),
                order.flag("after_effect").orElse(false),
                what);
    }

    private static Fault.Kind answer(Order order, int status) {
        Fault.Kind.Answer standard = (Fault.Kind.Answer) Fault.apiError(status);
        return new Fault.Kind.Answer(
                status,
                "application/json",
                order.text("body").orElse(standard.body()),
                order.flag("should_retry").orElse(null));
    }
}
