package dev.fermata.sling.render;

import dev.fermata.sling.content.Names;
import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.servlets.annotations.SlingServletFilter;
import org.apache.sling.servlets.annotations.SlingServletFilterScope;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A component of a gated page that fails is left out; the page, its teaser and its paywall are delivered. */
@Component(property = "service.ranking:Integer=-10000")
@SlingServletFilter(scope = SlingServletFilterScope.INCLUDE)
public final class ComponentGuard implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentGuard.class);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof SlingHttpServletRequest sling
                && response instanceof SlingHttpServletResponse answer
                && isGuarded(sling.getResource())) {
            guard(sling, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The content itself is the page, and the blocks have a guard of their own. */
    private static boolean isGuarded(Resource resource) {
        return resource.getResourceResolver() instanceof GatedResolver
                && !resource.getName().equals(Names.CONTENT)
                && !resource.getResourceType().startsWith(Names.BLOCKS);
    }

    private static void guard(SlingHttpServletRequest request, SlingHttpServletResponse response, FilterChain chain)
            throws IOException {
        HeldResponse held = new HeldResponse(response);
        try {
            chain.doFilter(request, held);
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.error(
                    "The component {} failed and is left out.",
                    request.getResource().getPath(),
                    failure);
            return;
        }
        held.release(response.getWriter());
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}
}
