package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import org.jspecify.annotations.Nullable;

/** An answer that is an error, in Stripe's words. */
public final class StripeError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error = Json.object();
    private boolean rejectedUnread;

    private StripeError(int status, String type, @Nullable String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.status = status;
        with("code", code);
        if (code != null) {
            with("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        with("message", message);
        with("param", param);
        with("type", type);
    }

    public int status() {
        return status;
    }

    /** Whether the request was refused before anything was tried; such answers are not kept under the idempotency key. */
    public boolean rejectedUnread() {
        return rejectedUnread;
    }

    public ObjectNode body(String requestId) {
        ObjectNode out = error.deepCopy();
        out.put("request_log_url", "https://dashboard.stripe.com/test/logs/" + requestId);
        return Json.object().set("error", out);
    }

    public StripeError with(String field, @Nullable String value) {
        if (value != null) {
            error.put(field, value);
        }
        return this;
    }

    public StripeError with(String field, ObjectNode value) {
        error.set(field, value);
        return this;
    }

    private StripeError unread() {
        rejectedUnread = true;
        return this;
    }

    /** A parameter that cannot be right, whatever the state of things. */
    public static StripeError badParam(@Nullable String code, String param, String message) {
        return new StripeError(400, "invalid_request_error", code, param, message).unread();
    }

    /** A request that is well-formed but that the state of things forbids. */
    public static StripeError refused(@Nullable String code, @Nullable String param, String message) {
        return new StripeError(400, "invalid_request_error", code, param, message);
    }

    public static StripeError missing(String kind, String param, String id) {
        return new StripeError(
                404, "invalid_request_error", "resource_missing", param, "No such " + kind + ": '" + id + "'");
    }

    /** As {@link #missing}, for an id that came as a parameter and not in the path. */
    public static StripeError missingReference(String kind, String param, String id) {
        return refused("resource_missing", param, "No such " + kind + ": '" + id + "'");
    }

    public static StripeError card(String code, String message) {
        return new StripeError(402, "card_error", code, null, message);
    }

    public static StripeError unauthorized(@Nullable String code, String message) {
        return new StripeError(401, "invalid_request_error", code, null, message).unread();
    }

    public static StripeError forbidden(String code, String message) {
        return new StripeError(403, "invalid_request_error", code, null, message).unread();
    }

    public static StripeError idempotency(int status, @Nullable String code, String message) {
        return new StripeError(status, "idempotency_error", code, null, message).unread();
    }

    static StripeError rateLimit() {
        return new StripeError(
                        429,
                        "rate_limit_error",
                        "rate_limit",
                        null,
                        "Request rate limit exceeded. You can learn more about rate limits here"
                                + " https://stripe.com/docs/rate-limits.")
                .unread();
    }

    public static StripeError unknownUrl(String method, String path) {
        return new StripeError(
                        404,
                        "invalid_request_error",
                        null,
                        null,
                        "Unrecognized request URL (" + method + ": " + path
                                + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.")
                .unread();
    }

    /** A mistake of the sandbox itself. */
    static StripeError ours() {
        return new StripeError(500, "api_error", null, null, "The sandbox failed; its log says why.");
    }

    /** Stripe can do it, the sandbox cannot. Always said, never passed over. */
    public static StripeError notInSandbox(String param, String what) {
        return badParam("sandbox_unsupported", param, "The sandbox does not know " + what + ".");
    }
}
