package dev.fermata.demo.proxy;

import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the proxy itself answers when it can't pass a request on, as a problem document (RFC 9457). */
enum Problem {
    BAD_REQUEST(400, "Bad Request", "The address can't be read."),
    NOT_FOUND(404, "Not Found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "This method can't be used here."),
    /** The service refused the connection or broke off. */
    SERVICE_DOWN(502, "Bad Gateway", "The paywall service can't be reached. Please try again in a moment."),
    /** The service took the request and did not answer in time; it may still act on it. */
    SERVICE_SLOW(504, "Gateway Timeout", "The paywall service did not answer in time. Please try again in a moment.");

    private final int status;
    private final String title;
    private final String detail;

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    void write(Request request, Response response, Callback callback) {
        response.reset();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (status >= 500) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        }
        Content.Sink.write(response, true, json(), callback);
    }

    private String json() {
        return """
                {"type":"about:blank","title":"%s","status":%d,"code":"%s","detail":"%s"}
                """
                .formatted(title, status, name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    }
}
