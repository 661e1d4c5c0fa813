package dev.fermata.gate.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.html.RequirementWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node of delivered content says about who may read it: a block by its own {@code access}, which may be that of its page, and a
 * page by {@code fermataAccess}.
 *
 * @param access {@code free}, {@code registered}, {@code resources} or {@code metered}; whatever else it is opens to nobody
 */
record NodeAccess(String access, Set<String> resources, String meter, String offer) {

    private static final NodeAccess FREE = new NodeAccess("free", Set.of(), "", "");

    /** Of a node whose page is not there to be asked. */
    static final NodeAccess UNKNOWN = new NodeAccess("unknown", Set.of(), "", "");

    NodeAccess {
        resources = Set.copyOf(resources);
    }

    static boolean isPage(JsonNode node) {
        return node.has("fermataAccess") || node.path("@nodeType").asText().equals("mgnl:page");
    }

    static NodeAccess ofPage(JsonNode page) {
        return page.has("fermataAccess")
                ? new NodeAccess(
                        page.path("fermataAccess").asText(),
                        texts(page.path("fermataResources")),
                        page.path("fermataMeter").asText(),
                        page.path("fermataOffer").asText())
                : FREE;
    }

    /** Of a block on such a page. */
    static NodeAccess ofBlock(JsonNode block, NodeAccess page) {
        String access = block.path("access").asText();
        String offer = block.path("offer").asText();
        return access.isEmpty() || access.equals("page")
                ? new NodeAccess(page.access, page.resources, page.meter, offer.isEmpty() ? page.offer : offer)
                : new NodeAccess(
                        access,
                        texts(block.path("resources")),
                        block.path("meter").asText(),
                        offer);
    }

    boolean isUnknown() {
        return equals(UNKNOWN);
    }

    boolean isFree() {
        return access.isEmpty() || access.equals("free");
    }

    /** In the words that marks in pages have. */
    Requirement requirement(MeterPolicy siteMeter) {
        List<String> words = new ArrayList<>();
        if (access.equals("registered")) {
            words.add("registered");
        } else if (access.equals("resources") || access.equals("metered")) {
            resources.forEach(slug -> words.add("resource:" + slug));
        }
        if (access.equals("metered")) {
            words.add(meter.isEmpty() ? "meter" : "meter:" + meter);
        }
        return RequirementWords.parse(String.join(" ", words), siteMeter).requirement();
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new TreeSet<>();
        if (values.isArray()) {
            values.forEach(value -> texts.add(value.asText()));
        } else if (!values.asText().isEmpty()) {
            texts.add(values.asText());
        }
        return texts;
    }
}
