package dev.fermata.gate;

import java.net.URI;
import java.util.Map;

/**
 * What the gate looks at of a visitor's request.
 *
 * @param origin the origin that the browser's address bar shows, {@code https://www.example.com}
 * @param path the path of the page, as the browser asked for it
 * @param cookies by name; of several with one name, the first
 * @param headers by lower-case name; only those that the gate may pass on
 * @param clientAddress the visitor's IP address, as far as the host knows it
 */
public record GateRequest(
        URI origin, String path, Map<String, String> cookies, Map<String, String> headers, String clientAddress) {

    public GateRequest {
        cookies = Map.copyOf(cookies);
        headers = Map.copyOf(headers);
    }
}
