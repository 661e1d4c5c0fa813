package dev.fermata.sling.content;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.sling.content.GatedPage.Part;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.Resource;

/** Reads a page once from top to bottom. */
final class GatedPageReader {

    private static final MeterPolicy ANY_METER = new MeterPolicy(0, 0, Period.ofMonths(1), false);

    /** Where the host's components keep what they show of another page. */
    private static final String REFERENCE = "reference";

    private final Resource content;
    private final Set<String> openChildren;
    private final Set<String> containerTypes;
    private final List<String> blocks = new ArrayList<>();
    private final List<String> protectedParts = new ArrayList<>();
    private final Map<String, Part> parts = new HashMap<>();
    private boolean needsScript;
    private boolean refersElsewhere;

    GatedPageReader(Resource content, Set<String> openChildren, Set<String> containerTypes) {
        this.content = content;
        this.openChildren = openChildren;
        this.containerTypes = containerTypes;
    }

    GatedPage read() {
        boolean gated = !new Gated(content, null).requirement(ANY_METER).isFree();
        content.getChildren().forEach(this::find);
        if (gated) {
            for (Resource child : content.getChildren()) {
                if (openChildren.contains(child.getName())) {
                    parts.put(child.getPath(), Part.OPEN);
                } else {
                    place(child);
                }
            }
        }
        return new GatedPage(
                content.getPath(), gated, blocks, needsScript || gated, refersElsewhere, parts, protectedParts);
    }

    private void find(Resource resource) {
        needsScript |= resource.getResourceType().startsWith(Names.BLOCKS);
        refersElsewhere |= resource.getValueMap().containsKey(REFERENCE);
        if (resource.isResourceType(Names.GATED_CONTENT)) {
            blocks.add(resource.getPath());
        }
        resource.getChildren().forEach(this::find);
    }

    private boolean place(Resource resource) {
        Part part = partOf(resource);
        parts.put(resource.getPath(), part);
        return part != Part.HIDDEN;
    }

    private Part partOf(Resource resource) {
        if (isOpenByNature(resource)) {
            return Part.OPEN;
        }
        if (isContainer(resource) && holdsSomethingSeen(resource)) {
            return Part.STRUCTURE;
        }
        if (!resource.getResourceType().startsWith("nt:")) {
            return hide(resource);
        }
        return Part.HIDDEN;
    }

    private boolean holdsSomethingSeen(Resource container) {
        int before = protectedParts.size();
        boolean seen = false;
        for (Resource child : container.getChildren()) {
            seen |= place(child);
        }
        if (!seen) {
            // It is protected as a whole, and not piece by piece.
            protectedParts.subList(before, protectedParts.size()).clear();
        }
        return seen;
    }

    /** The first place that stays empty is where the paywall goes, unless a block has its own. */
    private Part hide(Resource resource) {
        boolean first = protectedParts.isEmpty() && blocks.isEmpty();
        protectedParts.add(resource.getPath());
        return first ? Part.PAYWALL : Part.HIDDEN;
    }

    private static boolean isOpenByNature(Resource resource) {
        return resource.isResourceType(Names.OFFER_BLOCK)
                || resource.isResourceType(Names.ACCOUNT_BAR)
                || resource.isResourceType(Names.GATED_CONTENT);
    }

    /** A page's script may give a container its type only where it includes it: then the node itself has none. */
    private boolean isContainer(Resource resource) {
        return resource.getResourceType().equals("nt:unstructured")
                || containerTypes.stream().anyMatch(resource::isResourceType);
    }
}
