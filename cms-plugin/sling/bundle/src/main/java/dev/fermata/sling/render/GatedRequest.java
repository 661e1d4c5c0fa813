package dev.fermata.sling.render;

import javax.servlet.RequestDispatcher;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.adapter.AdapterManager;
import org.apache.sling.api.request.RequestDispatcherOptions;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.api.wrappers.SlingHttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request whose scripts see, and include, what the visitor may read. */
public final class GatedRequest extends SlingHttpServletRequestWrapper {

    private final GatedResolver resolver;
    private final AdapterManager adapters;
    private @Nullable Resource raw;
    private @Nullable Resource seen;

    public GatedRequest(SlingHttpServletRequest request, GatedResolver resolver, AdapterManager adapters) {
        super(request);
        this.resolver = resolver;
        this.adapters = adapters;
    }

    @Override
    public ResourceResolver getResourceResolver() {
        return resolver;
    }

    /** Changes with every include. */
    @Override
    public Resource getResource() {
        Resource current = super.getResource();
        Resource last = seen;
        if (current == raw && last != null) {
            return last;
        }
        Resource gated = resolver.gated(current);
        raw = current;
        seen = gated;
        return gated;
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        return getRequestDispatcher(path, new RequestDispatcherOptions());
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path, RequestDispatcherOptions options) {
        String parent = ResourceUtil.getParent(getResource().getPath());
        String absolute = ResourceUtil.normalize(path.startsWith("/") ? path : parent + "/" + path);
        if (absolute == null || !resolver.isOnThePage(absolute)) {
            return super.getRequestDispatcher(path, options);
        }
        Resource target = resolver.getResource(absolute);
        if (target != null) {
            return getRequestDispatcher(target, options);
        }
        return resolver.isHidden(absolute)
                ? new Nothing()
                : super.getRequestDispatcher(resolver.resolve(absolute), options);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(Resource target) {
        return getRequestDispatcher(target, new RequestDispatcherOptions());
    }

    /** What a script made up for a path that it could not see is replaced by what is there. */
    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(Resource target, RequestDispatcherOptions options) {
        String path = target.getPath();
        if (!resolver.isOnThePage(path)) {
            return super.getRequestDispatcher(target, options);
        }
        if (resolver.isHidden(path)) {
            return new Nothing();
        }
        Resource there = GatedResolver.isGated(target) ? target : resolver.getResource(path);
        RequestDispatcherOptions as = new RequestDispatcherOptions();
        as.putAll(options == null ? new RequestDispatcherOptions() : options);
        if (resolver.isPaywall(path)) {
            as.remove(RequestDispatcherOptions.OPT_FORCE_RESOURCE_TYPE);
        } else if (there != null && !there.getResourceType().equals(target.getResourceType())) {
            as.setForceResourceType(target.getResourceType());
        }
        return super.getRequestDispatcher(there == null ? target : there, as);
    }

    /** Models get to see this request, not the one behind it. */
    @Override
    public <T> @Nullable T adaptTo(Class<T> type) {
        T adapted = adapters.getAdapter(this, type);
        return adapted == null ? super.adaptTo(type) : adapted;
    }

    /** Includes nothing. */
    private static final class Nothing implements RequestDispatcher {

        @Override
        public void forward(ServletRequest request, ServletResponse response) {}

        @Override
        public void include(ServletRequest request, ServletResponse response) {}
    }
}
