package dev.fermata.stripesandbox.api;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in front of the API for the next {@code times} matching requests.
 *
 * @param method an HTTP method, or {@code *}
 * @param path the start of a path, or a pattern of it with {@code {id}} for any one step
 * @param afterEffect whether the request is carried out before it goes wrong
 */
public record Fault(String method, String path, int times, boolean afterEffect, Kind kind) {

    /** What the caller sees. */
    public sealed interface Kind {
        /** This answer instead; {@code shouldRetry} becomes the header of that name. */
        record Answer(int status, String contentType, String body, @Nullable Boolean shouldRetry) implements Kind {}

        /** The right answer, late. */
        record Delay(Duration by) implements Kind {}

        /** No answer, a closed connection. */
        record Drop() implements Kind {}

        /** Half of the right answer, then a closed connection. */
        record Truncate() implements Kind {}
    }

    /** An error as Stripe's own servers would word it. */
    public static Kind apiError(int status) {
        String type = status == 429 ? "rate_limit_error" : "api_error";
        String code = status == 429 ? "\"code\":\"rate_limit\"," : "";
        return new Kind.Answer(
                status,
                "application/json",
                "{\"error\":{" + code + "\"message\":\"Injected fault\",\"type\":\"" + type + "\"}}",
                null);
    }

    /** The page a proxy in front of Stripe would show. */
    public static Kind html(int status) {
        return new Kind.Answer(
                status, "text/html", "<html><body><h1>" + status + " Bad Gateway</h1></body></html>", null);
    }

    boolean matches(String requestMethod, String requestPath) {
        if (!method.equals("*") && !method.equals(requestMethod)) {
            return false;
        }
        String pattern = Pattern.quote(path).replace("{id}", "\\E[^/]+\\Q");
        return Pattern.matches(path.contains("{id}") ? pattern : pattern + ".*", requestPath);
    }
}
