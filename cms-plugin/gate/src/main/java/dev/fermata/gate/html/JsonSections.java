package dev.fermata.gate.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Delivered JSON with gated nodes in it. A node whose template is one of these loses its protected child, says {@code "locked": true} and
 * carries an offer, unless it is open; nodes below it are looked at as well.
 *
 * @param templateKey the property that names a node's template, {@code mgnl:template}
 * @param templates those of gated content
 * @param protectedChild the child that is not for everybody
 */
public record JsonSections(String templateKey, Set<String> templates, String protectedChild) {

    /** Where Magnolia's delivery lists the names of a node's children. */
    private static final String CHILD_NAMES = "@nodes";

    public JsonSections {
        templates = Set.copyOf(templates);
    }

    /** Whether this node is gated content, open or not. */
    public boolean isGated(JsonNode node) {
        return templates.contains(node.path(templateKey).asText());
    }

    /**
     * Cuts the tree in place.
     *
     * @param offer what to sell in place of a node; the property is left out if there is nothing
     * @return whether a gated node was met, so that the answer depends on the visitor
     */
    public boolean cut(JsonNode tree, Predicate<ObjectNode> open, Function<ObjectNode, Optional<JsonNode>> offer) {
        boolean gated = isGated(tree);
        if (gated && tree instanceof ObjectNode node && !open.test(node)) {
            lock(node);
            offer.apply(node).ifPresent(sold -> node.set("offer", sold));
        }
        for (JsonNode child : tree) {
            gated |= cut(child, open, offer);
        }
        return gated;
    }

    private void lock(ObjectNode node) {
        node.remove(protectedChild);
        if (node.get(CHILD_NAMES) instanceof ArrayNode names) {
            for (Iterator<JsonNode> each = names.iterator(); each.hasNext(); ) {
                @Nullable JsonNode name = each.next();
                if (name != null && name.asText().equals(protectedChild)) {
                    each.remove();
                }
            }
        }
        node.put("locked", true);
    }
}
