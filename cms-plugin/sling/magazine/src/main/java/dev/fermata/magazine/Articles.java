package dev.fermata.magazine;

import java.util.List;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;

/** The pages that an articles block lists: those below the section that the editor chose, at most so many. */
@Model(adaptables = Resource.class)
public final class Articles {

    private final Resource block;

    public Articles(Resource block) {
        this.block = block;
    }

    public List<Page> getPages() {
        Resource section =
                block.getResourceResolver().getResource(block.getValueMap().get("section", ""));
        long limit = block.getValueMap().get("limit", Long.MAX_VALUE);
        return section == null ? List.of() : Page.below(section).limit(limit).toList();
    }
}
