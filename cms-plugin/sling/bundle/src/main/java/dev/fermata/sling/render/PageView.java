package dev.fermata.sling.render;

import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.content.GatedPage.Part;
import dev.fermata.sling.content.Names;
import java.util.function.Predicate;
import org.apache.sling.api.resource.ResourceUtil;

/**
 * What one visitor sees of a page.
 *
 * @param isOpen whether the page's content or a block, by its path, is open for the visitor; no to every other path
 */
public record PageView(GatedPage page, Predicate<String> isOpen) {

    /** Whose eyes a resource is read with. */
    enum Reading {
        /** The visitor's own: nothing gates it. */
        OWN,
        /** The gate's, all of it. */
        WHOLE,
        /** The gate's, and only what is seen below it. */
        STRUCTURE,
        /** Not the resource: the page's paywall. */
        PAYWALL,
        /** Nobody's. */
        HIDDEN
    }

    /** Whether the gate has a word to say about a path. */
    boolean concerns(String path) {
        String normal = ResourceUtil.normalize(path);
        return normal == null || page.covers(normal) || normal.contains("/" + Names.PROTECTED);
    }

    /** Of where a path leads to, whatever detours it takes. */
    Reading reading(String path) {
        String normal = ResourceUtil.normalize(path);
        return normal == null ? Reading.HIDDEN : readingOf(normal);
    }

    private Reading readingOf(String path) {
        var around = GatedPage.blocksProtecting(path);
        if (!around.isEmpty()) {
            return around.stream().allMatch(isOpen) ? Reading.WHOLE : Reading.HIDDEN;
        }
        if (!page.gated() || !page.covers(path)) {
            return Reading.OWN;
        }
        return isOpen.test(page.contentPath()) ? Reading.WHOLE : reading(page.part(path));
    }

    private static Reading reading(Part part) {
        return switch (part) {
            case OPEN -> Reading.WHOLE;
            case STRUCTURE -> Reading.STRUCTURE;
            case PAYWALL -> Reading.PAYWALL;
            case HIDDEN -> Reading.HIDDEN;
        };
    }
}
