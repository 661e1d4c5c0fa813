package dev.fermata.sling.gate;

import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.content.GatedPage.Part;
import dev.fermata.sling.content.Names;
import java.util.Optional;
import java.util.Set;
import javax.servlet.Servlet;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.servlets.ServletResolver;
import org.apache.sling.api.wrappers.SlingHttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The ways to content that are not its page: the paths of components and properties, and the repository's own renderings. */
@Component(service = OtherWays.class)
public final class OtherWays {

    private static final Set<String> RENDERINGS = Set.of("json", "txt", "xml", "res");
    private static final String RENDERERS = "org.apache.sling.servlets.get.";

    private final ServletResolver servlets;

    @Activate
    public OtherWays(@Reference ServletResolver servlets) {
        this.servlets = servlets;
    }

    /** Whether a request for content goes one of them. Only editors may. */
    boolean leadTo(SlingHttpServletRequest request, Optional<GatedPage> page) {
        String path = request.getResource().getPath();
        return path.contains("/" + Names.PROTECTED)
                || page.filter(found -> found.covers(path) && found.part(path) != Part.OPEN)
                        .isPresent()
                || isRendering(request);
    }

    /** A page hands such a request on to its content. */
    private boolean isRendering(SlingHttpServletRequest request) {
        String extension = request.getRequestPathInfo().getExtension();
        if (extension == null || !RENDERINGS.contains(extension)) {
            return false;
        }
        Servlet servlet = servlets.resolveServlet(request);
        if (servlet != null && servlet.getClass().getClassLoader() == OtherWays.class.getClassLoader()) {
            return false;
        }
        Resource content = request.getResource().getChild(Names.CONTENT);
        return isRenderer(servlet)
                || (content != null && isRenderer(servlets.resolveServlet(new ForContent(request, content))));
    }

    private static boolean isRenderer(@Nullable Servlet servlet) {
        return servlet == null || servlet.getClass().getName().startsWith(RENDERERS);
    }

    /** The request as the page would hand it on. */
    private static final class ForContent extends SlingHttpServletRequestWrapper {

        private final Resource content;

        ForContent(SlingHttpServletRequest request, Resource content) {
            super(request);
            this.content = content;
        }

        @Override
        public Resource getResource() {
            return content;
        }
    }
}
