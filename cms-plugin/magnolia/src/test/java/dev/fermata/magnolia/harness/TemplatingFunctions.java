package dev.fermata.magnolia.harness;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The part of {@code cmsfn} that the shipped templates use. */
public final class TemplatingFunctions {

    private final Rendering rendering;

    TemplatingFunctions(Rendering rendering) {
        this.rendering = rendering;
    }

    public ContentMap decode(ContentMap content) {
        return new ContentMap(content.content(), true);
    }

    public ContentMap page(ContentMap content) {
        return new ContentMap(content.content().page(), false);
    }

    public List<ContentMap> children(ContentMap content, String nodeType) {
        return content.content().children().values().stream()
                .filter(child -> child.nodeType().equals(nodeType))
                .map(child -> new ContentMap(child, false))
                .toList();
    }

    public @Nullable ContentMap contentByPath(String path) {
        return page(page -> page.path().equals(path));
    }

    public @Nullable ContentMap contentById(String id) {
        return page(page -> page.id().equals(id));
    }

    public String link(ContentMap content) {
        return content.content().path() + ".html";
    }

    public String language() {
        return rendering.language();
    }

    public boolean isEditMode() {
        return rendering.editMode();
    }

    private @Nullable ContentMap page(Predicate<Content> asked) {
        return rendering.pages().stream()
                .filter(asked)
                .findFirst()
                .map(page -> new ContentMap(page, false))
                .orElse(null);
    }
}
