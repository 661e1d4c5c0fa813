package dev.fermata.gate.proxy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    ProxyAnswer answer() {
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Content-Type", List.of("application/problem+json"));
        headers.put("Content-Length", List.of(Integer.toString(body.length)));
        headers.put("Cache-Control", List.of("no-store"));
        if (status >= 500) {
            headers.put("Retry-After", List.of("5"));
        }
        return new ProxyAnswer(status, headers, new ByteArrayInputStream(body));
    }

    private String json() {
        return """
                {"type":"about:blank","title":"%s","status":%d,"code":"%s","detail":"%s"}
                """
                .formatted(title, status, name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    }
}
