package dev.fermata.demo.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** The CMS as programs see it: its administrator writes content, and anybody asks for it, without a browser in between. */
record CmsHttp(URI site) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADMIN =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** What was answered, unpacked. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path)).timeout(Duration.ofSeconds(30));
    }

    /** Nobody asks. */
    Answer get(String path) {
        return send(request(path));
    }

    Answer getAsAdmin(String path) {
        return send(request(path).header("Authorization", ADMIN));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), text(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        boolean packed =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (InputStream raw = new ByteArrayInputStream(answer.body());
                InputStream plain = packed && answer.body().length > 0 ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Puts a page, or any other tree, there; again, if the CMS was just making a version of what is there. */
    void put(String parent, String name, Object content) {
        Map<String, String> form = Map.of(
                ":operation", "import",
                ":contentType", "json",
                ":replace", "true",
                ":replaceProperties", "true",
                ":name", name,
                ":content", written(content));
        Answer answer = Awaitility.await("the CMS takes " + name)
                .atMost(Duration.ofSeconds(20))
                .until(() -> post(parent, form), tried -> tried.status() != 409);
        expectSuccess(answer);
    }

    private static String written(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Authorization", ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Referer", site + "/")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Starts or stops the plugin, as an operator does at the console. */
    void setPlugin(String action) {
        expectSuccess(post("/system/console/bundles/dev.fermata.sling", Map.of("action", action)));
    }

    void copy(String from, String to) {
        expectSuccess(post(from, Map.of(":operation", "copy", ":dest", to, ":replace", "true")));
    }

    void move(String from, String to) {
        expectSuccess(post(from, Map.of(":operation", "move", ":dest", to, ":replace", "true")));
    }

    void delete(String path) {
        expectSuccess(post(path, Map.of(":operation", "delete")));
    }

    /** Where the CMS says that it put something. */
    static String createdPath(String json) {
        try {
            return JSON.readTree(json).path("path").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static void expectSuccess(Answer answer) {
        Assertions.assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
