package dev.fermata.stripesandbox.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that goes wrong in front of the API for the next {@code times} matching requests.
 *
 * @param method an HTTP method, or {@code *}
 * @param path the start of a path, or a pattern of it with {@code {id}} for any one step
 * @param skip how many matching requests go well before
 * @param afterEffect whether the request is carried out before it goes wrong
 */
public record Fault(String method, String path, int skip, int times, boolean afterEffect, Kind kind) {

    public Fault(String method, String path, int times, boolean afterEffect, Kind kind) {
        this(method, path, 0, times, afterEffect, kind);
    }

    /** What the caller sees. */
    public sealed interface Kind {
        /** This answer instead. */
        record Answer(int status, Map<String, String> headers, String body) implements Kind {

            public Answer with(String header, String value) {
                Map<String, String> more = new LinkedHashMap<>(headers);
                more.put(header, value);
                return new Answer(status, more, body);
            }

            /** What Stripe's clients go by before anything else. */
            public Answer shouldRetry(boolean retry) {
                return with("Stripe-Should-Retry", Boolean.toString(retry));
            }

            public Answer retryAfter(Duration wait) {
                return with("Retry-After", Long.toString(wait.toSeconds()));
            }
        }

        /** The right answer, late. */
        record Delay(Duration by) implements Kind {}

        /** No answer, a closed connection. */
        record Drop() implements Kind {}

        /** Half of the right answer, then a closed connection. */
        record Truncate() implements Kind {}
    }

    /** An error as Stripe's own servers would word it. */
    public static Kind.Answer apiError(int status) {
        return status == 429
                ? error(429, "rate_limit_error", "rate_limit").with("Stripe-Rate-Limited-Reason", "global-rate")
                : error(status, "api_error", "");
    }

    /** Another request is changing the same object. */
    public static Kind.Answer lockTimeout() {
        return error(429, "invalid_request_error", "lock_timeout").shouldRetry(true);
    }

    /** The first request under this key is not done yet. */
    public static Kind.Answer keyInUse() {
        return error(409, "idempotency_error", "idempotency_key_in_use");
    }

    private static Kind.Answer error(int status, String type, String code) {
        String coded = code.isEmpty() ? "" : "\"code\":\"" + code + "\",";
        String body = "{\"error\":{" + coded + "\"message\":\"Injected fault\",\"type\":\"" + type + "\"}}";
        return new Kind.Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    /** The page a proxy in front of Stripe would show. */
    public static Kind.Answer html(int status) {
        return new Kind.Answer(
                status,
                Map.of("Content-Type", "text/html"),
                "<html><body><h1>" + status + " Bad Gateway</h1></body></html>");
    }

    /** What is left of it after one more matching request; nothing when that was the last. */
    Optional<Fault> used() {
        if (skip > 0) {
            return Optional.of(new Fault(method, path, skip - 1, times, afterEffect, kind));
        }
        return times <= 1 ? Optional.empty() : Optional.of(new Fault(method, path, 0, times - 1, afterEffect, kind));
    }

    boolean matches(String requestMethod, String requestPath) {
        if (!method.equals("*") && !method.equals(requestMethod)) {
            return false;
        }
        String pattern = Pattern.quote(path).replace("{id}", "\\E[^/]+\\Q");
        return Pattern.matches(path.contains("{id}") ? pattern : pattern + ".*", requestPath);
    }
}
