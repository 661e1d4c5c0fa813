package dev.fermata.gate.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.html.JsonSections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Delivered content, cut in place for one visitor: gated blocks lose their protected part, gated pages their areas, and texts the
 * protected sections between marks. A part of a page that comes without its page can't be decided about, and is locked.
 */
final class ContentTree {

    private static final Set<String> PARTS_OF_PAGES = Set.of("mgnl:area", "mgnl:component");
    private static final String NODE_TYPE = "@nodeType";
    private static final String CHILD_NAMES = "@nodes";

    private final JsonSections sections;
    private final PageCutter texts;
    private final Decisions decisions;
    private final Catalogue catalogue;
    private final IdentityHashMap<JsonNode, NodeAccess> blocks = new IdentityHashMap<>();
    private boolean gated;

    ContentTree(JsonSections sections, PageCutter texts, Decisions decisions, Catalogue catalogue) {
        this.sections = sections;
        this.texts = texts;
        this.decisions = decisions;
        this.catalogue = catalogue;
    }

    /** Whether anything in it depends on the visitor. */
    boolean cut(JsonNode tree) {
        cutPages(tree, NodeAccess.UNKNOWN);
        boolean blocksMet = sections.cut(tree, this::isOpen, this::offer);
        return gated || blocksMet;
    }

    private void cutPages(JsonNode node, NodeAccess around) {
        boolean page = NodeAccess.isPage(node);
        NodeAccess access = page ? NodeAccess.ofPage(node) : around;
        boolean stray = access.isUnknown()
                && PARTS_OF_PAGES.contains(node.path(NODE_TYPE).asText());
        if (sections.isGated(node)) {
            blocks.put(node, NodeAccess.ofBlock(node, access));
        }
        if (node instanceof ObjectNode object && (stray || (page && !access.isFree()))) {
            gated = true;
            if (!isOpen(object, access)) {
                lock(object, access);
            }
            if (stray) {
                empty(object);
            }
        }
        cutTexts(node);
        node.forEach(child -> cutPages(child, access));
    }

    private boolean isOpen(ObjectNode block) {
        return isOpen(block, blocks.getOrDefault(block, NodeAccess.UNKNOWN));
    }

    private boolean isOpen(ObjectNode node, NodeAccess access) {
        String id = node.path("@id").asText(node.path("@path").asText());
        return access.isFree() || decisions.isOpen(id, access.requirement(texts.meter()));
    }

    /** Its own properties stay; what is below goes, other pages apart. */
    private void lock(ObjectNode page, NodeAccess access) {
        Set<String> below = new TreeSet<>();
        page.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean values = value.isValueNode() || (value.isArray() && !hasObjects(value));
            if (!values && !NodeAccess.isPage(value)) {
                below.add(entry.getKey());
            }
        });
        page.remove(below);
        if (page.get(CHILD_NAMES) instanceof ArrayNode names) {
            names.removeIf(name -> below.contains(name.asText()));
        }
        page.put("locked", true);
        offer(access).ifPresent(offer -> page.set("offer", offer));
    }

    /** Of a part without its page only what it is stays: its own texts are the page's. */
    private static void empty(ObjectNode part) {
        part.remove(part.properties().stream()
                .filter(entry ->
                        entry.getValue().isValueNode() || entry.getValue().isArray())
                .map(Map.Entry::getKey)
                .filter(name -> !name.startsWith("@") && !name.equals("locked"))
                .toList());
    }

    private static boolean hasObjects(JsonNode array) {
        for (JsonNode element : array) {
            if (!element.isValueNode()) {
                return true;
            }
        }
        return false;
    }

    private Optional<JsonNode> offer(ObjectNode block) {
        return offer(blocks.getOrDefault(block, NodeAccess.UNKNOWN));
    }

    private Optional<JsonNode> offer(NodeAccess access) {
        Optional<Offer> offer = access.offer().isEmpty()
                ? catalogue.offersSelling(access.resources()).stream().findFirst()
                : catalogue.offer(access.offer());
        return offer.map(JsonCutter.JSON::valueToTree);
    }

    private void cutTexts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(cutText(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, cutText(array.get(i)));
            }
        }
    }

    private JsonNode cutText(JsonNode value) {
        if (!value.isTextual() || !value.textValue().contains("fermata:")) {
            return value;
        }
        Optional<String> cut = texts.cut(value.textValue(), decisions);
        gated |= cut.isPresent();
        return cut.<JsonNode>map(TextNode::valueOf).orElse(value);
    }
}
