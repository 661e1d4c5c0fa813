package dev.fermata.magazine;

import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.jspecify.annotations.Nullable;

/** The site around a page's content. */
@Model(adaptables = Resource.class)
public final class Magazine {

    private static final String HOME = "index";

    /** An entry of the menu. */
    public record Entry(Page page, boolean current) {

        public Page getPage() {
            return page;
        }

        public boolean isCurrent() {
            return current;
        }
    }

    private final Resource content;
    private final Resource site;

    public Magazine(Resource content) {
        this.content = content;
        this.site = siteAround(content).orElse(content);
    }

    private static Optional<Resource> siteAround(Resource resource) {
        for (@Nullable Resource above = resource; above != null; above = above.getParent()) {
            if (above.isResourceType("sling:Site")) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    public String getTitle() {
        return site.getValueMap().get("jcr:title", site.getName());
    }

    public String getMotto() {
        return site.getValueMap().get("jcr:description", "");
    }

    public String getHome() {
        return site.getPath() + "/" + HOME + ".html";
    }

    /** The blocks that every page shows in its header; they are edited on the home page. */
    public String getHeader() {
        return site.getPath() + "/" + HOME + "/jcr:content/header";
    }

    public boolean isHome() {
        return content.getPath().startsWith(site.getPath() + "/" + HOME + "/");
    }

    /** The pages right below the site. */
    public List<Entry> getMenu() {
        return Page.below(site)
                .filter(Page::isInNavigation)
                .map(page -> new Entry(page, page.holds(content.getPath())))
                .toList();
    }

    /** The section that this page is in, if it is in one. */
    public @Nullable Page getSection() {
        Resource page = content.getParent();
        Resource above = page == null ? null : page.getParent();
        return above == null ? null : Page.at(above).orElse(null);
    }
}
