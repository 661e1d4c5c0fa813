package dev.fermata.service.problem;

import java.util.Locale;

/**
 * Every way in which the service declines. The slug is API: clients may switch on it, its {@code type} URI leads to
 * {@code docs/problems/<slug>.md}, and it never changes meaning.
 */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request could not be read"),
    INVALID_REQUEST(422, "The request is not valid"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "No representation fits what the client accepts"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not read here"),
    REQUEST_TOO_LARGE(413, "The request is too large"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "The service made a mistake"),
    DATABASE_UNAVAILABLE(503, "The database cannot be reached"),

    API_TOKEN_REQUIRED(401, "An API token is required"),
    API_TOKEN_SCOPE_MISSING(403, "The API token does not allow this"),
    ORIGIN_NOT_REGISTERED(403, "This origin is not registered"),
    CROSS_SITE_REQUEST(403, "The request comes from another site"),
    NOT_SIGNED_IN(401, "Nobody is signed in"),

    OFFER_NOT_FOUND(404, "There is no such offer"),
    RESOURCE_NOT_FOUND(404, "There is no such resource"),
    SITE_NOT_FOUND(404, "There is no such site"),
    TERM_NOT_FOUND(404, "There is no such term"),
    TERM_RETIRED(422, "This term is no longer sold"),
    TERM_NOT_FOR_SALE(422, "This term has no price and cannot be bought"),
    CATALOGUE_CONFLICT(409, "The catalogue cannot be changed like this"),

    RETURN_URL_NOT_ALLOWED(422, "The return URL is not on a registered origin"),
    ALREADY_ENTITLED(409, "Already entitled"),
    PAYMENT_PROCESSING(409, "A payment for this is on its way"),
    PAYMENT_PROVIDER_MISSING(503, "No payment provider is connected"),
    PAYMENT_PROVIDER_UNAVAILABLE(503, "The payment provider cannot be reached"),
    PURCHASE_NOT_FOUND(404, "There is no such purchase"),
    PURCHASE_NOT_PAID(409, "The purchase is not paid"),
    ALREADY_REFUNDED(409, "All of the money went back already"),
    REFUND_TOO_LARGE(422, "More than is left cannot be refunded"),
    REFUND_REFUSED(409, "The payment provider declines the refund"),
    RECONCILIATION_NOT_FOUND(404, "There is no such reconciliation"),
    WEBHOOK_ENDPOINT_NOT_FOUND(404, "There is no such webhook endpoint"),
    WEBHOOK_MESSAGE_NOT_FOUND(404, "There is no such webhook message"),
    IDEMPOTENCY_KEY_REUSED(422, "This idempotency key was used for something else"),
    PURCHASE_TOKEN_UNKNOWN(404, "This purchase token is not known"),
    PURCHASE_TOKEN_USED(410, "This purchase token was used before"),
    PURCHASE_TOKEN_EXPIRED(410, "This purchase token has expired"),
    PURCHASE_TOKEN_OTHER_BROWSER(403, "This purchase was started in another browser"),

    LOGIN_LINK_UNKNOWN(404, "This sign-in link is not known"),
    LOGIN_LINK_USED(410, "This sign-in link was used before"),
    LOGIN_LINK_EXPIRED(410, "This sign-in link has expired"),

    WEBHOOK_SIGNATURE_INVALID(400, "The webhook is not signed as it should be"),
    WEBHOOK_SECRET_MISSING(503, "No webhook secret is configured");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** What it means, for a person; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The stable name, as in {@code already-entitled}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
