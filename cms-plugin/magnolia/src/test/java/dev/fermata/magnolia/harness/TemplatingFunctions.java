package dev.fermata.magnolia.harness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@code cmsfn} that the shipped templates use. */
public final class TemplatingFunctions {

    private final Map<String, Content> pages;
    private final String language;
    private final boolean editMode;

    TemplatingFunctions(Map<String, Content> pages, String language, boolean editMode) {
        this.pages = Map.copyOf(pages);
        this.language = language;
        this.editMode = editMode;
    }

    public ContentMap decode(ContentMap content) {
        return new ContentMap(content.content(), true);
    }

    public ContentMap page(ContentMap content) {
        return new ContentMap(content.content().page(), false);
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
        return language;
    }

    public boolean isEditMode() {
        return editMode;
    }

    private @Nullable ContentMap page(java.util.function.Predicate<Content> asked) {
        return pages.values().stream()
                .filter(asked)
                .findFirst()
                .map(page -> new ContentMap(page, false))
                .orElse(null);
    }
}
