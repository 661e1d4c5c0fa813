package dev.fermata.gate.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The script as it was seen last, ready to be sent.
 *
 * @param tag the service's entity tag, with its quotes
 */
record ScriptCopy(String tag, byte[] content, byte[] zipped) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ScriptCopy of(String tag, byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ScriptCopy(tag, content, zipped.toByteArray());
    }

    static Optional<ScriptCopy> parse(byte[] file) {
        try {
            JsonNode copy = JSON.readTree(file);
            String script = copy.path("script").asText();
            return script.isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(copy.path("tag").asText(), script.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tag and script in one file, so that they always belong together. */
    byte[] file() {
        try {
            return JSON.writeValueAsBytes(Map.of("tag", tag, "script", new String(content, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProxyAnswer answer(ProxyRequest request) {
        boolean zip = request.headers().getOrDefault("Accept-Encoding", List.of()).stream()
                .anyMatch(value -> value.contains("gzip") && !value.contains("gzip;q=0"));
        String ownTag = zip && !tag.isEmpty() ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag;
        Map<String, List<String>> headers = new TreeMap<>(Map.of(
                "Content-Type", List.of("text/javascript; charset=utf-8"),
                "Cache-Control", List.of("public, max-age=300"),
                "Vary", List.of("Accept-Encoding"),
                "X-Content-Type-Options", List.of("nosniff")));
        if (!ownTag.isEmpty()) {
            headers.put("ETag", List.of(ownTag));
        }
        boolean known = !ownTag.isEmpty()
                && request.headers().getOrDefault("If-None-Match", List.of()).stream()
                        .anyMatch(value -> value.contains(ownTag));
        if (known) {
            return new ProxyAnswer(304, headers, new ByteArrayInputStream(new byte[0]));
        }
        byte[] body = zip ? zipped : content;
        if (zip) {
            headers.put("Content-Encoding", List.of("gzip"));
        }
        headers.put("Content-Length", List.of(Integer.toString(body.length)));
        boolean head = request.method().equals("HEAD");
        return new ProxyAnswer(200, headers, new ByteArrayInputStream(head ? new byte[0] : body));
    }
}
