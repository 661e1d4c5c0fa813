package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fermata.service.ApiDocument.Operation;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code docs/api/openapi.yaml} is an OpenAPI document, and tells of exactly what is there. */
class ApiDocumentTest {

    private final ApiDocument document = ApiDocument.read();

    /** The official schema of OpenAPI 3.1 documents, which leaves the JSON schemas inside them to the next test. */
    @Test
    void isAnOpenApiDocument() throws IOException {
        JsonNode openApi =
                new ObjectMapper().readTree(ApiDocumentTest.class.getResourceAsStream("openapi-3.1-schema.json"));

        Set<ValidationMessage> violations = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(openApi)
                .validate(document.node());

        assertThat(violations).isEmpty();
    }

    @Test
    void hasSchemasThatAreJsonSchemas() {
        var metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(schemas()).isNotEmpty().allSatisfy(schema -> assertThat(metaSchema.validate(schema))
                .as(schema.toString())
                .isEmpty());
    }

    /** A comma in an unquoted description makes the rest of the sentence a keyword. */
    @Test
    void hasNoKeywordsThatAreSentences() {
        assertThat(keys(document.node())).noneMatch(key -> key.contains(" "));
    }

    @Test
    void refersToWhatIsThere() {
        assertThat(document.node().findValuesAsText("$ref").stream().distinct().filter(reference -> document.node()
                        .at(reference.substring(1))
                        .isMissingNode()))
                .isEmpty();
    }

    @Test
    void givesExamplesThatFitTheirSchemas() {
        for (JsonNode holder : document.node().findParents("schema")) {
            for (JsonNode example : examples(holder)) {
                assertThat(document.violations(holder.get("schema"), example))
                        .as(example.toString())
                        .isEmpty();
            }
        }
        for (JsonNode schema : schemas()) {
            for (JsonNode example : schema.path("examples")) {
                assertThat(document.violations(schema, example))
                        .as(example.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void saysOfEveryOperationWhatItIsAndPromises() {
        assertThat(document.operations()).allSatisfy(operation -> {
            JsonNode node = operation.node();
            assertThat(List.of("operationId", "summary", "description", "tags", "security", "responses"))
                    .as(operation.toString())
                    .allMatch(node::has);
            assertThat(node.path("responses").has("default"))
                    .as(operation + " has a default response")
                    .isTrue();
            assertThat(document.parameters(operation, "path"))
                    .as(operation.toString())
                    .hasSize((int)
                            operation.template().chars().filter(c -> c == '{').count());
        });
        assertThat(document.operations().stream().map(Operation::id)).doesNotHaveDuplicates();
    }

    @Test
    void closesEveryAnswerSoThatDriftIsSeen() {
        for (Operation operation : document.operations()) {
            for (JsonNode response : operation.node().get("responses")) {
                JsonNode schema = document.resolve(response).at("/content/application~1json/schema");
                assertThat(schema.isMissingNode() || isClosed(schema))
                        .as(operation + " " + schema)
                        .isTrue();
            }
        }
    }

    @Test
    void tellsOfEveryProblemUnderItsStatus() {
        Set<String> told = new TreeSet<>();
        for (Operation operation : document.operations()) {
            operation.node().get("responses").fields().forEachRemaining(response -> {
                Set<String> codes = codes(document.resolve(response.getValue()));
                told.addAll(codes);
                if (!response.getKey().equals("default")) {
                    assertThat(codes)
                            .as(operation + " " + response.getKey())
                            .allSatisfy(code -> assertThat(type(code).status()).hasToString(response.getKey()));
                }
            });
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemType.values()).map(ProblemType::slug).toList());
    }

    @Test
    void tellsOfEveryEndpointAndOfNoOther() {
        Set<String> documented = document.operations().stream()
                .map(operation -> operation.method() + " " + withoutNames(operation.template()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(endpoints()).containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Set<String> endpoints() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.fermata.service").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(ApiDocumentTest::endpoints)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> endpoints(JavaClass type) {
        String path = type.getAnnotationOfType(Path.class).value();
        return type.getMethods().stream()
                .flatMap(method -> methods(method).map(verb -> verb + " " + withoutNames("/" + path + below(method))));
    }

    private static Stream<String> methods(JavaMethod method) {
        return method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation
                        .getRawType()
                        .getAnnotationOfType(HttpMethod.class)
                        .value());
    }

    private static String below(JavaMethod method) {
        return method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static ProblemType type(String code) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no problem \"" + code + "\""));
    }

    /** The codes that the response's schema allows. */
    private static Set<String> codes(JsonNode response) {
        Set<String> codes = new TreeSet<>();
        response.at("/content/application~1problem+json/schema")
                .findValues("code")
                .forEach(code -> {
                    code.path("enum").forEach(value -> codes.add(value.asText()));
                    if (code.has("const")) {
                        codes.add(code.get("const").asText());
                    }
                });
        return codes;
    }

    private boolean isClosed(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.has("unevaluatedProperties")
                    || isClosed(document.node().at(schema.get("$ref").asText().substring(1)));
        }
        return !schema.path("type").asText().equals("object")
                || !schema.path("additionalProperties").asBoolean(true)
                || !schema.path("unevaluatedProperties").asBoolean(true);
    }

    private List<JsonNode> schemas() {
        List<JsonNode> schemas = new ArrayList<>(document.node().findValues("schema"));
        document.node().at("/components/schemas").forEach(schemas::add);
        return schemas;
    }

    private static Stream<String> keys(JsonNode node) {
        Stream<String> own = node.isObject()
                ? StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                : Stream.empty();
        return Stream.concat(
                own, StreamSupport.stream(node.spliterator(), false).flatMap(ApiDocumentTest::keys));
    }

    private static List<JsonNode> examples(JsonNode holder) {
        List<JsonNode> examples = new ArrayList<>();
        holder.path("examples").forEach(example -> examples.add(example.path("value")));
        if (holder.has("example")) {
            examples.add(holder.get("example"));
        }
        return examples;
    }
}
