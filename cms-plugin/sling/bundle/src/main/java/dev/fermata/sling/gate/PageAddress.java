package dev.fermata.sling.gate;

import dev.fermata.sling.content.Names;
import java.util.Locale;
import java.util.Optional;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.jspecify.annotations.Nullable;

/** The page that a request is about: the one asked for, or the one that the editor has open. */
final class PageAddress {

    /** All pages are somewhere below. */
    static final String ROOT = "/content";

    private final SlingHttpServletRequest request;
    private final String path;
    private final @Nullable Resource page;

    private PageAddress(SlingHttpServletRequest request, String path, @Nullable Resource page) {
        this.request = request;
        this.path = path;
        this.page = page;
    }

    static PageAddress of(SlingHttpServletRequest request) {
        String asked = request.getResource().getPath();
        String suffix = request.getRequestPathInfo().getSuffix();
        String path = isContent(asked) || suffix == null || !isContent(suffix) ? asked : suffix;
        return new PageAddress(request, path, page(request.getResourceResolver(), path));
    }

    static boolean isContent(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    private static @Nullable Resource page(ResourceResolver resolver, String path) {
        for (String above = path; above != null && isContent(above); above = ResourceUtil.getParent(above)) {
            Resource resource = resolver.getResource(above);
            if (resource != null
                    && !resource.getName().equals(Names.CONTENT)
                    && resource.getChild(Names.CONTENT) != null) {
                return resource;
            }
        }
        return null;
    }

    /** What is asked for, within the content. */
    String path() {
        return path;
    }

    /** The page's content; empty outside of pages. */
    Optional<String> contentPath() {
        return Optional.ofNullable(page).map(found -> found.getPath() + "/" + Names.CONTENT);
    }

    /** As links to it are written. */
    String mapped() {
        return map(page == null ? path : page.getPath());
    }

    /** As links to a page with this content are written. */
    String mapped(Resource content) {
        String parent = ResourceUtil.getParent(content.getPath());
        return map(parent == null ? content.getPath() : parent);
    }

    private String map(String of) {
        return request.getResourceResolver().map(request, of);
    }

    /** The language of the nearest one above that has any; the same for every visitor. */
    Locale locale() {
        for (Resource above = page; above != null; above = above.getParent()) {
            String language = above.getValueMap().get("jcr:language", "");
            if (!language.isBlank()) {
                return Locale.forLanguageTag(language.replace('_', '-'));
            }
        }
        return Locale.ENGLISH;
    }
}
