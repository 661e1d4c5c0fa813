package dev.fermata.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fermata.service.ApiDocument.Operation;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what goes over the wire in tests against {@code docs/api/openapi.yaml}, and remembers which operations were seen at work. */
final class ApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> WITH_RETRY_AFTER =
            Set.of("too-many-requests", "database-unavailable", "payment-provider-unavailable");

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private final ApiDocument document = ApiDocument.read();
    private final HttpRequest request;
    private final String requestBody;
    private final Answer answer;
    private final List<String> violations = new ArrayList<>();

    private ApiContract(HttpRequest request, String requestBody, Answer answer) {
        this.request = request;
        this.requestBody = requestBody;
        this.answer = answer;
    }

    /** The ids of the operations that did what they are for in this run. */
    static Set<String> seen() {
        return Set.copyOf(SEEN);
    }

    /** Fails the test that made this exchange if the document does not allow it. */
    static void check(HttpRequest request, String requestBody, Answer answer) {
        List<String> violations = violations(request, requestBody, answer);
        if (!violations.isEmpty()) {
            throw new AssertionError("docs/api/openapi.yaml does not allow this exchange\n  %s %s -> %d %s\n  %s"
                    .formatted(
                            request.method(),
                            request.uri().getPath(),
                            answer.status(),
                            answer.body().lines().findFirst().orElse(""),
                            String.join("\n  ", violations)));
        }
    }

    static List<String> violations(HttpRequest request, String requestBody, Answer answer) {
        var exchange = new ApiContract(request, requestBody, answer);
        exchange.look();
        return exchange.violations;
    }

    private void look() {
        if (request.method().equals("OPTIONS") || isProbe()) {
            return;
        }
        if (isProblem()) {
            lookAtProblem();
        }
        Optional<String> template = document.template(request.uri().getRawPath());
        if (template.isEmpty()) {
            expectStatus(404, "this path is not documented");
            return;
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        document.operation(method, template.get())
                .ifPresentOrElse(this::look, () -> expectStatus(405, "this method is not documented"));
    }

    private void look(Operation operation) {
        if (answer.status() < 400) {
            lookAtRequest(operation);
        }
        JsonNode responses = operation.node().get("responses");
        JsonNode own = document.resolve(responses.path(Integer.toString(answer.status())));
        List<String> againstOwn =
                own.isMissingNode() ? List.of("the status " + answer.status() + " is not documented") : lookAt(own);
        if (!againstOwn.isEmpty() && !isAnywhere(responses.get("default"))) {
            violations.addAll(againstOwn);
        }
        if (answer.status() == 500) {
            violations.add("a 500 is a mistake of the service");
        }
        if (answer.status() < 400 && violations.isEmpty()) {
            SEEN.add(operation.id());
        }
    }

    /** What {@link ProbeEndpoint} answers is there for tests only. */
    private boolean isProbe() {
        return request.uri().getPath().matches("/api/probe(/.*)?");
    }

    private boolean isAnywhere(JsonNode response) {
        return isPageInstead()
                || isProblem() && lookAt(document.resolve(response)).isEmpty();
    }

    private void lookAtRequest(Operation operation) {
        List<String> known = document.parameters(operation, "query").stream()
                .map(parameter -> parameter.get("name").asText())
                .toList();
        form(Optional.ofNullable(request.uri().getRawQuery()).orElse(""))
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        violations.add("the query parameter " + name + " is not documented");
                    }
                });
        JsonNode content =
                document.resolve(operation.node().path("requestBody")).path("content");
        String type = mediaType(request.headers().firstValue("Content-Type").orElse(""));
        if (requestBody.isEmpty()) {
            return;
        }
        if (!content.has(type)) {
            violations.add("a request body of type " + type + " is not documented");
            return;
        }
        document.violations(content.get(type).get("schema"), parsed(type, requestBody))
                .forEach(violation -> violations.add("request" + violation));
    }

    /** What is wrong with the answer, seen as this documented response. */
    private List<String> lookAt(JsonNode response) {
        List<String> wrong = new ArrayList<>();
        response.path("headers").fields().forEachRemaining(header -> {
            JsonNode documented = document.resolve(header.getValue());
            List<String> values = answer.headers().allValues(header.getKey());
            if (values.isEmpty() && documented.path("required").asBoolean()) {
                wrong.add("the header " + header.getKey() + " is missing");
            }
            values.forEach(value -> document.violations(documented.get("schema"), TextNode.valueOf(value))
                    .forEach(violation -> wrong.add("header " + header.getKey() + " \"" + value + "\" " + violation)));
        });
        if (!isPageInstead() && !request.method().equals("HEAD")) {
            wrong.addAll(lookAtBody(response.path("content")));
        }
        return wrong;
    }

    private List<String> lookAtBody(JsonNode content) {
        String type = mediaType(answer.header("Content-Type").orElse(""));
        if (content.isMissingNode()) {
            return answer.body().isEmpty() ? List.of() : List.of("there is a body, and none is documented");
        }
        if (!content.has(type)) {
            return List.of("the content type \"" + type + "\" is not documented");
        }
        return document.violations(content.get(type).get("schema"), parsed(type, answer.body()));
    }

    private void lookAtProblem() {
        JsonNode problem = answer.json();
        if (problem.path("status").asInt() != answer.status()) {
            violations.add("the problem's status is not the answer's");
        }
        if (!problem.path("type").asText().endsWith("/problems/" + answer.problem())) {
            violations.add("the problem's type does not lead to its code");
        }
        if (!answer.header("Cache-Control").orElse("").contains("no-store")) {
            violations.add("the problem may be stored");
        }
        if (WITH_RETRY_AFTER.contains(answer.problem())
                && answer.header("Retry-After").isEmpty()) {
            violations.add("there is no Retry-After");
        }
    }

    private void expectStatus(int status, String why) {
        if (answer.status() != status) {
            violations.add(why);
        }
    }

    private boolean isProblem() {
        return mediaType(answer.header("Content-Type").orElse("")).equals(PROBLEM)
                && !answer.body().isEmpty();
    }

    /** Who asks for text/html gets a page in place of any problem document. */
    private boolean isPageInstead() {
        return answer.status() >= 400
                && request.headers().firstValue("Accept").orElse("").contains("text/html")
                && mediaType(answer.header("Content-Type").orElse("")).equals("text/html");
    }

    private static JsonNode parsed(String type, String body) {
        try {
            return switch (type) {
                case "application/json", PROBLEM -> JSON.readTree(body);
                case "application/yaml" -> YAML.readTree(body);
                case "application/x-www-form-urlencoded" -> form(body);
                default -> TextNode.valueOf(body);
            };
        } catch (JsonProcessingException e) {
            throw new AssertionError("No " + type + ": " + body, e);
        }
    }

    private static ObjectNode form(String pairs) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        for (String pair : pairs.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                form.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String mediaType(String header) {
        return header.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }
}
