package dev.fermata.stripesandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.stripesandbox.object.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A whole answer, held in memory so that it can be kept, replayed or spoilt. */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public static HttpAnswer json(int status, JsonNode body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json"), Json.prettyBytes(body));
    }

    public static HttpAnswer html(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "text/html;charset=utf-8", "Cache-Control", "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** See Other: the browser goes on with GET. */
    public static HttpAnswer redirect(String location) {
        return new HttpAnswer(303, Map.of("Location", location, "Cache-Control", "no-store"), new byte[0]);
    }

    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public void send(Response response, Callback callback) {
        response.setStatus(status);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
