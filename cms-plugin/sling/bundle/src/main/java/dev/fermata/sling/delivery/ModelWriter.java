package dev.fermata.sling.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import java.util.Calendar;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.Resource;

/** Components as JSON: their properties, their type, what is in them; of what is locked, that it is, and an offer. */
final class ModelWriter {

    private static final Set<String> PUBLIC_SYSTEM_NAMES = Set.of("jcr:title", "jcr:description");

    private final ObjectMapper json;
    private final RequestGate gate;

    ModelWriter(ObjectMapper json, RequestGate gate) {
        this.json = json;
        this.gate = gate;
    }

    ObjectNode page(Resource content) {
        ObjectNode page = component(content);
        if (!gate.requirement(content).isFree()) {
            lock(page, content);
        }
        return page;
    }

    private ObjectNode component(Resource resource) {
        ObjectNode component = json.createObjectNode();
        component.put(":type", resource.getResourceType());
        resource.getValueMap().forEach((name, value) -> put(component, name, value));
        ObjectNode items = json.createObjectNode();
        for (Resource child : resource.getChildren()) {
            if (isShown(child)) {
                items.set(child.getName(), component(child));
            }
        }
        if (resource.isResourceType(Names.GATED_CONTENT)) {
            component.put("id", gate.gateId(resource));
            lock(component, resource);
            gate.protectedPart(resource).ifPresent(part -> items.set(part.getName(), component(part)));
        }
        if (!items.isEmpty()) {
            component.set(":items", items);
            ArrayNode order = component.putArray(":itemsOrder");
            items.fieldNames().forEachRemaining(order::add);
        }
        return component;
    }

    private void lock(ObjectNode component, Resource gated) {
        boolean locked = !gate.decision(gated).isOpen();
        component.put("locked", locked);
        if (locked) {
            gate.offers(gated).stream().findFirst().ifPresent(offer -> component.set("offer", json.valueToTree(offer)));
        }
    }

    private static boolean isShown(Resource child) {
        return !child.getName().startsWith(Names.PROTECTED)
                && !child.getName().startsWith("rep:")
                && !child.isResourceType(Names.PAGE_PAYWALL);
    }

    private void put(ObjectNode component, String name, Object value) {
        boolean shown = PUBLIC_SYSTEM_NAMES.contains(name) || !name.contains(":");
        if (shown && !name.startsWith("fermata")) {
            Object plain = value instanceof Calendar date ? date.toInstant().toString() : value;
            component.set(name, json.valueToTree(plain instanceof Map ? Map.of() : plain));
        }
    }
}
