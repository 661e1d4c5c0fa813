package dev.fermata.gate.proxy;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's request below {@code /_fermata}, as a host hands it over.
 *
 * @param rawPath as it was sent, encoded and with the prefix
 * @param rawQuery as it was sent, without the question mark; null without one
 * @param headers by name, in any case, each with all its values
 * @param body read while it is passed on, and never after the answer is there; empty if there is none
 * @param origin the origin that the browser's address bar shows
 * @param clientAddress the visitor's IP address
 */
public record ProxyRequest(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        Map<String, List<String>> headers,
        InputStream body,
        URI origin,
        String clientAddress) {

    public ProxyRequest {
        headers = Headers.withoutCase(headers);
    }
}
