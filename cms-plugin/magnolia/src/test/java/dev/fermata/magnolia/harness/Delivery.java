package dev.fermata.magnolia.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Content as the delivery endpoint documents it, with system properties. */
public final class Delivery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Delivery() {}

    /** The answer for one node. */
    public static ObjectNode node(Content content) {
        ObjectNode node = JSON.createObjectNode()
                .put("@name", content.name())
                .put("@path", content.path())
                .put("@id", content.id())
                .put("@nodeType", content.nodeType());
        if (content.template() != null) {
            node.put("mgnl:template", content.template());
        }
        content.properties().forEach((name, value) -> node.set(name, JSON.valueToTree(value)));
        ArrayNode names = JSON.createArrayNode();
        content.children().forEach((name, child) -> {
            node.set(name, node(child));
            names.add(name);
        });
        return node.set("@nodes", names);
    }

    /** The answer to a query. */
    public static ObjectNode results(Content... found) {
        ArrayNode results = JSON.createArrayNode();
        for (Content content : found) {
            results.add(node(content));
        }
        return JSON.createObjectNode()
                .put("total", found.length)
                .put("offset", 0)
                .put("limit", 10)
                .set("results", results);
    }
}
