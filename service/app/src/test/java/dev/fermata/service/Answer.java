package dev.fermata.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON in the answer " + status + ": " + body, e);
        }
    }

    /** The problem's slug; empty if this is no problem document. */
    public String problem() {
        return header("Content-Type").orElse("").startsWith("application/problem+json")
                ? json().path("code").asText()
                : "";
    }

    /** The pointers of the fields that the problem names. */
    public List<String> pointers() {
        return json().path("errors").findValuesAsText("pointer");
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The value of the cookie that this answer sets; empty if it sets none of that name. */
    public Optional<String> cookie(String name) {
        return headers.allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
                .findFirst();
    }
}
