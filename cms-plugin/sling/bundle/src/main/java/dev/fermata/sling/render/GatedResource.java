package dev.fermata.sling.render;

import java.io.InputStream;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.jcr.Item;
import javax.jcr.Node;
import javax.jcr.Property;
import javax.jcr.Value;
import org.apache.sling.api.resource.AbstractResource;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceMetadata;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ValueMapDecorator;
import org.jspecify.annotations.Nullable;

/** A resource whose surroundings are those that the visitor may see. */
class GatedResource extends AbstractResource {

    private static final Set<Class<?>> OF_THE_REPOSITORY =
            Set.of(Node.class, Item.class, Property.class, Value.class, InputStream.class, URL.class);

    private final GatedResolver resolver;
    private final Resource delegate;

    GatedResource(GatedResolver resolver, Resource delegate) {
        this.resolver = resolver;
        this.delegate = delegate;
    }

    @Override
    public String getPath() {
        return delegate.getPath();
    }

    @Override
    public String getResourceType() {
        return delegate.getResourceType();
    }

    @Override
    public @Nullable String getResourceSuperType() {
        return delegate.getResourceSuperType();
    }

    @Override
    public ResourceMetadata getResourceMetadata() {
        return delegate.getResourceMetadata();
    }

    @Override
    public ResourceResolver getResourceResolver() {
        return resolver;
    }

    @Override
    public ValueMap getValueMap() {
        return delegate.getValueMap();
    }

    /** Adapters get to see this resource, not the one behind it. */
    @Override
    public <T> @Nullable T adaptTo(Class<T> type) {
        if (type == ValueMap.class || type == Map.class) {
            return type.cast(getValueMap());
        }
        if (OF_THE_REPOSITORY.contains(type)) {
            return ofTheRepository(type);
        }
        return super.adaptTo(type);
    }

    <T> @Nullable T ofTheRepository(Class<T> type) {
        return delegate.adaptTo(type);
    }

    /** Holds something that is seen: its own properties are, those of its children only through them. */
    static final class Structure extends GatedResource {

        private final Map<String, Object> properties;

        Structure(GatedResolver resolver, Resource delegate) {
            super(resolver, delegate);
            this.properties = new HashMap<>(delegate.getValueMap());
        }

        @Override
        public ValueMap getValueMap() {
            return new ValueMapDecorator(properties);
        }

        @Override
        <T> @Nullable T ofTheRepository(Class<T> type) {
            return null;
        }
    }
}
