package dev.fermata.sling.content;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.jspecify.annotations.Nullable;

/**
 * A page or a block of it that may be gated.
 *
 * @param content the page's {@code jcr:content}
 * @param block the gated-content block; null for the page itself
 */
public record Gated(Resource content, @Nullable Resource block) {

    /** What the page itself is called among the gates of a page. */
    public static final String PAGE = "page";

    /** The nearest one at or above a resource; empty outside of pages. */
    public static Optional<Gated> at(Resource resource) {
        Resource block = null;
        for (Resource above = resource; above != null; above = above.getParent()) {
            if (above.getName().equals(Names.CONTENT)) {
                return Optional.of(new Gated(above, block));
            }
            if (block == null && above.isResourceType(Names.GATED_CONTENT)) {
                block = above;
            }
        }
        return Optional.empty();
    }

    /** The page's or the block's own path. */
    public String path() {
        return (block == null ? content : block).getPath();
    }

    /** Distinguishes it among the gates of its page. */
    public String id() {
        return block == null ? PAGE : storedId(block);
    }

    /** Distinguishes it among everything that is gated: a meter counts by it. */
    public String contentId() {
        return block == null || isAsThePage() ? storedId(content) : storedId(block);
    }

    /** What it takes to read it. */
    public Requirement requirement(MeterPolicy usualMeter) {
        return block == null || isAsThePage()
                ? requirement(content, Names.PAGE_ACCESS, "free", Names.PAGE_RESOURCES, Names.PAGE_METER, usualMeter)
                : requirement(block, Names.ACCESS, "page", Names.RESOURCES, Names.METER, usualMeter);
    }

    /** Always delivered locked, for the browser to fetch the protected part. */
    public boolean isHydrated() {
        String page = content.getValueMap().get(Names.PAGE_RENDERING, "request");
        String own = block == null ? Names.PAGE_RENDERING : block.getValueMap().get(Names.RENDERING, "page");
        return "hydrate".equals(own) || (!"request".equals(own) && "hydrate".equals(page));
    }

    /** The offer that the editor chose, for the block or else for its page. */
    public Optional<String> chosenOffer() {
        String own = block == null ? "" : block.getValueMap().get(Names.OFFER, "");
        String chosen = own.isBlank() ? content.getValueMap().get(Names.PAGE_OFFER, "") : own;
        return Optional.of(chosen).filter(slug -> !slug.isBlank());
    }

    private boolean isAsThePage() {
        return block != null && "page".equals(word(block.getValueMap(), Names.ACCESS, "page"));
    }

    private static Requirement requirement(
            Resource of, String access, String absent, String resources, String meter, MeterPolicy usualMeter) {
        ValueMap stored = of.getValueMap();
        Set<String> slugs = Arrays.stream(stored.get(resources, new String[0]))
                .filter(slug -> !slug.isBlank())
                .collect(Collectors.toSet());
        return switch (word(stored, access, absent)) {
            case "free" -> Requirement.free();
            case "registered" -> Requirement.forRegistered();
            case "metered" ->
                Requirement.metered(
                        slugs, MeterPolicy.parse(stored.get(meter, "")).orElse(usualMeter));
            // "resources", and any word that nobody knows: it locks.
            default -> Requirement.anyOf(slugs);
        };
    }

    private static String word(ValueMap stored, String name, String absent) {
        String word = stored.get(name, absent);
        return word.isBlank() ? absent : word;
    }

    /** Before anything was saved with an id, the path is one. */
    private static String storedId(Resource resource) {
        String id = resource.getValueMap().get(Names.ID, "");
        return id.matches("[A-Za-z0-9_-]{1,64}")
                ? id
                : UUID.nameUUIDFromBytes(resource.getPath().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
