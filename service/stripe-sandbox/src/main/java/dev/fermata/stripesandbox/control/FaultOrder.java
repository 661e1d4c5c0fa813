package dev.fermata.stripesandbox.control;

import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.api.Fault.Kind;
import java.time.Duration;
import java.util.Optional;

/** A fault as it is asked for from outside. */
final class FaultOrder {

    private FaultOrder() {}

    static Fault read(Order order) {
        return new Fault(
                order.text("method").orElse("*"),
                order.text("path").orElse("/v1/"),
                (int) order.number("skip", 0),
                (int) order.number("times", 1),
                order.flag("after_effect").orElse(false),
                kind(order));
    }

    private static Kind kind(Order order) {
        int status = (int) order.number("status", 500);
        String kind = order.text("kind").orElse("status");
        return switch (kind) {
            case "status" -> answer(order, Fault.apiError(status));
            case "html" -> answer(order, Fault.html(status));
            case "rate_limit" -> answer(order, Fault.apiError(429));
            case "lock_timeout" -> answer(order, Fault.lockTimeout());
            case "key_in_use" -> answer(order, Fault.keyInUse());
            case "delay" -> new Kind.Delay(Duration.ofMillis(order.number("delay_ms", 1000)));
            case "drop" -> new Kind.Drop();
            case "truncate" -> new Kind.Truncate();
            default ->
                throw new IllegalArgumentException(
                        "kind is one of status, html, rate_limit, lock_timeout, key_in_use, delay, drop, truncate; not "
                                + kind);
        };
    }

    private static Kind.Answer answer(Order order, Kind.Answer standard) {
        Optional<String> body = order.text("body");
        Kind.Answer answer =
                body.isPresent() ? new Kind.Answer(standard.status(), standard.headers(), body.get()) : standard;
        Optional<Boolean> retry = order.flag("should_retry");
        answer = retry.isPresent() ? answer.shouldRetry(retry.get()) : answer;
        long wait = order.number("retry_after", -1);
        return wait < 0 ? answer : answer.retryAfter(Duration.ofSeconds(wait));
    }
}
