package dev.fermata.sling.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fermata.sling.FermataConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.observation.ExternalResourceChangeListener;
import org.apache.sling.api.resource.observation.ResourceChange;
import org.apache.sling.api.resource.observation.ResourceChangeListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Pages as last read. A change anywhere in the content forgets them all. */
@Component(
        service = {GatedPages.class, ResourceChangeListener.class},
        configurationPid = FermataConfiguration.PID,
        property = ResourceChangeListener.PATHS + "=/content")
public final class GatedPages implements ResourceChangeListener, ExternalResourceChangeListener {

    private final Cache<String, GatedPage> pages =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Set<String> openChildren;
    private final Set<String> containerTypes;

    @Activate
    public GatedPages(FermataConfiguration configuration) {
        this.openChildren = Set.of(configuration.page_open_children());
        this.containerTypes = Set.of(configuration.container_types());
    }

    /** By the path of the page's content, which is read by somebody who may read everything; empty if there is none. */
    public Optional<GatedPage> at(String contentPath, Function<String, Optional<Resource>> reading) {
        return Optional.ofNullable(pages.get(contentPath, path -> reading.apply(path)
                .map(content -> new GatedPageReader(content, openChildren, containerTypes).read())
                .orElse(null)));
    }

    @Override
    public void onChange(List<ResourceChange> changes) {
        pages.invalidateAll();
    }
}
