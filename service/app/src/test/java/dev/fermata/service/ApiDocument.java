package dev.fermata.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** {@code docs/api/openapi.yaml}, as something that can be asked. */
final class ApiDocument {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** One method on one path, as it is written down. */
    record Operation(String id, String method, String template, JsonNode node) {

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    private record Route(Pattern pattern, String template) {}

    private static final class Read {
        static final ApiDocument DOCUMENT = new ApiDocument(read(root().resolve("docs/api/openapi.yaml")));
    }

    private final JsonNode document;
    private final List<Route> routes = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final SchemaValidatorsConfig strict =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ApiDocument(JsonNode document) {
        this.document = document;
        document.get("paths").fields().forEachRemaining(path -> add(path.getKey(), path.getValue()));
        // A spelled segment comes before a parameter: purchases/exchange before purchases/{id}.
        routes.sort(java.util.Comparator.comparing(route -> route.template().replace('{', '~')));
    }

    static ApiDocument read() {
        return Read.DOCUMENT;
    }

    /** The folder of the whole project, wherever below it the tests run. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/api/openapi.yaml"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("Run the tests inside the project"));
        }
        return folder;
    }

    JsonNode node() {
        return document;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The path, as it is written down, that this one is an instance of. */
    Optional<String> template(String path) {
        return routes.stream()
                .filter(route -> route.pattern().matcher(path).matches())
                .map(Route::template)
                .findFirst();
    }

    Optional<Operation> operation(String method, String template) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.template().equals(template))
                .findFirst();
    }

    /** The node, or the one that it refers to. */
    JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/components/") && !reference.startsWith("#/components/schemas/")
                ? resolve(document.at(reference.substring(1)))
                : node;
    }

    /** The operation's parameters of that kind, with those of its path. */
    List<JsonNode> parameters(Operation operation, String in) {
        List<JsonNode> found = new ArrayList<>();
        document.get("paths").get(operation.template()).path("parameters").forEach(node -> found.add(resolve(node)));
        operation.node().path("parameters").forEach(node -> found.add(resolve(node)));
        found.removeIf(parameter -> !parameter.path("in").asText().equals(in));
        return found;
    }

    /** What is wrong with the value; empty if it is as the schema says. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return schemas.getSchema(whole, strict);
    }

    private void add(String template, JsonNode path) {
        String pattern = template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+");
        routes.add(new Route(Pattern.compile(pattern), template));
        METHODS.stream()
                .filter(path::has)
                .map(method -> new Operation(
                        path.get(method).path("operationId").asText(),
                        method.toUpperCase(),
                        template,
                        path.get(method)))
                .forEach(operations::add);
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
