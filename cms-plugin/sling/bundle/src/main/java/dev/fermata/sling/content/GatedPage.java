package dev.fermata.sling.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where things are on a page, whoever visits it.
 *
 * @param contentPath the page's {@code jcr:content}
 * @param gated the page itself is not free
 * @param blocks paths of the gated-content blocks, in the order of the page
 * @param needsScript something on it needs the SDK
 * @param refersElsewhere something on it shows a part of another page
 * @param parts what of a locked page is seen, by path; what is not named is hidden, unless something above it is open
 * @param protectedParts the components that only an open page shows, the outermost of each, in the order of the page
 */
public record GatedPage(
        String contentPath,
        boolean gated,
        List<String> blocks,
        boolean needsScript,
        boolean refersElsewhere,
        Map<String, Part> parts,
        List<String> protectedParts) {

    /** The request attribute under which the page asked for, or open in the editor, is kept. */
    public static final String ATTRIBUTE = "dev.fermata.sling.page";

    /** What of a locked page's component is seen. */
    public enum Part {
        /** All of it. */
        OPEN,
        /** It holds something that is seen, and shows nothing of its own. */
        STRUCTURE,
        /** Instead of it, the page's paywall. */
        PAYWALL,
        /** Nothing. */
        HIDDEN
    }

    public GatedPage {
        blocks = List.copyOf(blocks);
        parts = Map.copyOf(parts);
        protectedParts = List.copyOf(protectedParts);
    }

    /** Whether anything on it is gated. */
    public boolean hasGates() {
        return gated || !blocks.isEmpty();
    }

    /** Whether a path is within the page's content, and not that itself. */
    public boolean covers(String path) {
        return path.length() > contentPath.length() && path.startsWith(contentPath + "/");
    }

    /** What of a component is seen while the page is locked. */
    public Part part(String path) {
        if (!gated) {
            return Part.OPEN;
        }
        Part exact = parts.get(path);
        if (exact != null) {
            return exact;
        }
        String above = path.substring(0, path.lastIndexOf('/'));
        return covers(above) && part(above) == Part.OPEN ? Part.OPEN : Part.HIDDEN;
    }

    /** The blocks in whose protected parts a path is, whether they are known here or not. */
    public static List<String> blocksProtecting(String path) {
        List<String> around = new ArrayList<>();
        for (int at = path.indexOf(CUT); at >= 0; at = path.indexOf(CUT, at + 1)) {
            around.add(path.substring(0, at));
        }
        return around;
    }

    private static final String CUT = "/" + Names.PROTECTED;
}
