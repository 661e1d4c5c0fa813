package dev.fermata.sling.render;

import dev.fermata.sling.content.Names;
import dev.fermata.sling.render.PageView.Reading;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import org.apache.sling.api.resource.NonExistingResource;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.api.resource.SyntheticResource;
import org.apache.sling.api.wrappers.ResourceResolverWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's own resolver, but for what the gate has a word to say about: that is read with the gate's rights if it is open, and not
 * there if it is not. What is searched for is only ever searched for with the visitor's rights.
 */
public final class GatedResolver extends ResourceResolverWrapper {

    private final ResourceResolver visitor;
    private final Supplier<ResourceResolver> service;
    private final PageView view;

    public GatedResolver(ResourceResolver visitor, Supplier<ResourceResolver> service, PageView view) {
        super(visitor);
        this.visitor = visitor;
        this.service = service;
        this.view = view;
    }

    @Override
    public @Nullable Resource getResource(String path) {
        String normal = ResourceUtil.normalize(path);
        return normal == null || !normal.startsWith("/") ? super.getResource(path) : at(normal);
    }

    @Override
    public @Nullable Resource getResource(@Nullable Resource base, String path) {
        return getResource(path.startsWith("/") || base == null ? path : base.getPath() + "/" + path);
    }

    @Override
    public Resource resolve(String path) {
        Resource exact = exactly(path);
        return exact == null ? resolved(super.resolve(path), path) : exact;
    }

    @Override
    public Resource resolve(HttpServletRequest request, String path) {
        Resource exact = exactly(path);
        return exact == null ? resolved(super.resolve(request, path), path) : exact;
    }

    /** Most paths that scripts include are whole: no need to look for what the visitor's session cannot see. */
    private @Nullable Resource exactly(String path) {
        return view.concerns(path) ? at(path) : null;
    }

    /** What the visitor's session cannot see may have been meant with an extension. */
    private Resource resolved(Resource byVisitor, String path) {
        boolean extended = path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
        if (!extended || !ResourceUtil.isNonExistingResource(byVisitor) || !view.concerns(path)) {
            return gated(byVisitor);
        }
        Resource byGate = service.get().resolve(path);
        boolean whole = view.concerns(byGate.getPath()) && view.reading(byGate.getPath()) == Reading.WHOLE;
        return whole && !ResourceUtil.isNonExistingResource(byGate) ? new GatedResource(this, byGate) : byVisitor;
    }

    @Override
    public @Nullable Resource getParent(Resource child) {
        String parent = ResourceUtil.getParent(child.getPath());
        return parent == null ? null : getResource(parent);
    }

    @Override
    public Iterator<Resource> listChildren(Resource parent) {
        return getChildren(parent).iterator();
    }

    @Override
    public Iterable<Resource> getChildren(Resource parent) {
        String path = parent.getPath();
        if (!isOnThePage(path)) {
            return super.getChildren(parent);
        }
        List<Resource> children = new ArrayList<>();
        Resource all = candidates(path);
        if (all != null) {
            for (Resource child : all.getChildren()) {
                Resource seen = at(child.getPath());
                if (seen != null) {
                    children.add(seen);
                }
            }
        }
        return children;
    }

    @Override
    public boolean hasChildren(Resource resource) {
        return getChildren(resource).iterator().hasNext();
    }

    /** Whether the gate keeps something from the visitor at a path: something that is there. */
    boolean isHidden(String path) {
        return view.concerns(path)
                && view.reading(path) == Reading.HIDDEN
                && service.get().getResource(path) != null;
    }

    boolean isPaywall(String path) {
        return view.concerns(path) && view.reading(path) == Reading.PAYWALL;
    }

    boolean isOnThePage(String path) {
        return view.concerns(path) || path.equals(view.page().contentPath()) || isThePage(path);
    }

    /** Whether it came from here, whatever it was wrapped in since. */
    static boolean isGated(Resource resource) {
        return ResourceUtil.unwrap(resource) instanceof GatedResource;
    }

    /** The resource as the visitor may see it. */
    Resource gated(Resource resource) {
        if (isGated(resource) || ResourceUtil.isNonExistingResource(resource)) {
            return resource;
        }
        String path = resource.getPath();
        if (!isOnThePage(path)) {
            return resource;
        }
        Resource seen = at(path);
        if (seen != null) {
            return seen;
        }
        // What a script made up where there is nothing is its own affair.
        return isHidden(path) ? new NonExistingResource(this, path) : resource;
    }

    private @Nullable Resource candidates(String path) {
        boolean byGate =
                view.page().gated() && !isThePage(path) || view.concerns(path) && view.reading(path) == Reading.WHOLE;
        return (byGate ? service.get() : visitor).getResource(path);
    }

    private @Nullable Resource at(String path) {
        if (!view.concerns(path)) {
            return isOnThePage(path) ? wrap(visitor.getResource(path)) : super.getResource(path);
        }
        return switch (view.reading(path)) {
            case OWN -> wrap(visitor.getResource(path));
            case WHOLE -> wrap(service.get().getResource(path));
            case STRUCTURE -> structure(service.get().getResource(path));
            case PAYWALL -> wrap(new SyntheticResource(visitor, path, Names.PAGE_PAYWALL));
            case HIDDEN -> null;
        };
    }

    private @Nullable Resource wrap(@Nullable Resource resource) {
        return resource == null ? null : new GatedResource(this, resource);
    }

    private @Nullable Resource structure(@Nullable Resource resource) {
        return resource == null ? null : new GatedResource.Structure(this, resource);
    }

    private boolean isThePage(String path) {
        String content = view.page().contentPath();
        return content.length() == path.length() + Names.CONTENT.length() + 1 && content.startsWith(path + "/");
    }
}
