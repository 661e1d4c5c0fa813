package dev.fermata.sling.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.gate.html.Escape;
import dev.fermata.gate.html.JsonLd;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the page's own linked data lacks: that it is not for everybody. */
final class LinkedData {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PAGE = Pattern.compile(".*(Article|Posting|WebPage|Report|CreativeWork)");

    /** The page's own data with what the gate says, safe inside a script element; empty if it does not describe the page. */
    static Optional<String> merged(String own, JsonLd gate) {
        try {
            JsonNode data = JSON.readTree(own);
            Optional<ObjectNode> page = describing(data);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            JsonNode said = JSON.readTree(gate.json());
            for (String name : new String[] {"isAccessibleForFree", "hasPart"}) {
                if (said.has(name)) {
                    page.get().set(name, said.get(name));
                } else {
                    page.get().remove(name);
                }
            }
            return Optional.of(Escape.jsonInScript(JSON.writeValueAsString(data)));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> describing(JsonNode data) {
        if (data instanceof ObjectNode object && isPage(object)) {
            return Optional.of(object);
        }
        JsonNode several = data.isArray() ? data : data.path("@graph");
        for (JsonNode one : several) {
            if (one instanceof ObjectNode object && isPage(object)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private static boolean isPage(ObjectNode object) {
        JsonNode type = object.path("@type");
        return PAGE.matcher(type.isArray() ? type.path(0).asText() : type.asText())
                .matches();
    }

    private LinkedData() {}
}
