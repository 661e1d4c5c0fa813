package dev.fermata.stripesandbox.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API by bare HTTP, the way no client library softens it. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private final Map<String, String> headers;

    public Api(String base, String key) {
        this(base, Map.of("Authorization", "Bearer " + key));
    }

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same, with one header more or changed. */
    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public Api without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Api(base, fewer);
    }

    /** An answer, whatever its status. */
    public record Answer(int status, HttpResponse<String> response) {

        public ObjectNode json() {
            return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
        }

        public JsonNode error() {
            return json().path("error");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** @param params names and values in turn, in form notation */
    public Answer post(String path, String... params) {
        return send("POST", path, form(params));
    }

    public Answer get(String path, String... params) {
        return send("GET", params.length == 0 ? path : path + "?" + form(params), "");
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    /** The body of a POST that must succeed. */
    public ObjectNode created(String path, String... params) {
        return ok(post(path, params));
    }

    /** The body of a GET that must succeed. */
    public ObjectNode read(String path, String... params) {
        return ok(get(path, params));
    }

    private static ObjectNode ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + ": " + answer.response().body());
        }
        return answer.json();
    }

    private Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String form(String... params) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < params.length; i += 2) {
            pairs.add(URLEncoder.encode(params[i], StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    /** A price of EUR 1.99 for a new product; returns its id. */
    public String price() {
        String product = created("/v1/products", "name", "Day pass").get("id").asText();
        return created("/v1/prices", "product", product, "unit_amount", "199", "currency", "eur")
                .get("id")
                .asText();
    }

    /** An open session for {@link #price}; more parameters may be given. */
    public ObjectNode session(String... more) {
        List<String> params = new ArrayList<>(List.of(
                "mode", "payment",
                "success_url", "http://localhost:8090/return?session_id={CHECKOUT_SESSION_ID}",
                "cancel_url", "http://localhost:8090/cancel",
                "line_items[0][price]", price(),
                "line_items[0][quantity]", "1"));
        params.addAll(List.of(more));
        return created("/v1/checkout/sessions", params.toArray(String[]::new));
    }

    public String openSession() {
        return session().get("id").asText();
    }
}
