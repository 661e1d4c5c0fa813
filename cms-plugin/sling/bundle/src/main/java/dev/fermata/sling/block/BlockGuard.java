package dev.fermata.sling.block;

import dev.fermata.gate.html.Escape;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import dev.fermata.sling.render.HeldResponse;
import java.io.IOException;
import java.util.Set;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.servlets.annotations.SlingServletFilter;
import org.apache.sling.servlets.annotations.SlingServletFilterScope;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A block that fails leaves its place empty; the rest of the page is delivered. */
@Component(property = "service.ranking:Integer=-10000")
@SlingServletFilter(scope = SlingServletFilterScope.COMPONENT)
public final class BlockGuard implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(BlockGuard.class);
    private static final Set<String> BLOCKS =
            Set.of(Names.OFFER_BLOCK, Names.GATED_CONTENT, Names.ACCOUNT_BAR, Names.PAGE_PAYWALL);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof SlingHttpServletRequest sling
                && response instanceof SlingHttpServletResponse answer
                && BLOCKS.contains(sling.getResource().getResourceType())) {
            guard(sling, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void guard(SlingHttpServletRequest request, SlingHttpServletResponse response, FilterChain chain)
            throws IOException {
        HeldResponse held = new HeldResponse(response);
        try {
            chain.doFilter(request, held);
            held.release(response.getWriter());
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.error(
                    "The block {} failed and is left out.",
                    request.getResource().getPath(),
                    failure);
            if (RequestGate.of(request).isEditing()) {
                String text = EditorWords.of(request)
                        .say("This block failed and is left out. The log of the server says why.");
                response.getWriter().write("<p class=\"fermata-failed\">" + Escape.html(text) + "</p>");
            }
        }
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}
}
