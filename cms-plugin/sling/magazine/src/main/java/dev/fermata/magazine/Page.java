package dev.fermata.magazine;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;

/** A page of the magazine as others tell of it: only what everybody may read. */
public final class Page {

    private static final String CONTENT = "jcr:content";
    private static final String GATED_BLOCK = "fermata/components/gated-content";

    private final Resource page;
    private final ValueMap content;

    private Page(Resource page, Resource content) {
        this.page = page;
        this.content = content.getValueMap();
    }

    /** This page if it is one. */
    static Optional<Page> at(Resource resource) {
        return Optional.ofNullable(resource.getChild(CONTENT))
                .filter(content -> resource.isResourceType("sling:Page"))
                .map(content -> new Page(resource, content));
    }

    /** The pages below, in the editors' order. */
    static Stream<Page> below(Resource parent) {
        return StreamSupport.stream(parent.getChildren().spliterator(), false)
                .flatMap(child -> at(child).stream())
                .filter(Page::isPublished);
    }

    private boolean isPublished() {
        return content.get("published", false);
    }

    boolean isInNavigation() {
        return !content.get("hideInNavigation", false);
    }

    /** Whether this is the page at the path, or above it. */
    boolean holds(String path) {
        return (path + "/").startsWith(page.getPath() + "/");
    }

    public String getAddress() {
        return page.getPath() + ".html";
    }

    public String getTitle() {
        return content.get("jcr:title", page.getName());
    }

    /** The name in menus. */
    public String getShortTitle() {
        return content.get("shortTitle", getTitle());
    }

    public String getDescription() {
        return content.get("jcr:description", "");
    }

    public String getAuthor() {
        return content.get("author", "");
    }

    public String getKicker() {
        return content.get("kicker", "");
    }

    public String getPicture() {
        return content.get("picture", "");
    }

    /** Who may read it all, in a word or two; empty if everybody may. */
    public String getReaders() {
        return switch (content.get("fermataAccess", "free")) {
            case "registered" -> "Registered readers";
            case "resources" -> "Subscribers";
            case "metered" -> "A few a month, free";
            default -> hasGatedBlock() ? "Begins free" : "";
        };
    }

    private boolean hasGatedBlock() {
        Resource body = page.getChild(CONTENT + "/container");
        return body != null
                && StreamSupport.stream(body.getChildren().spliterator(), false)
                        .anyMatch(block -> block.isResourceType(GATED_BLOCK));
    }
}
