package dev.fermata.sling.block;

import dev.fermata.sling.content.Names;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.api.wrappers.SlingHttpServletResponseWrapper;
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
        Held held = new Held(response);
        try {
            chain.doFilter(request, held);
            held.release();
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.error(
                    "The block {} failed and is left out.",
                    request.getResource().getPath(),
                    failure);
            response.getWriter().write("<!-- fermata: this block failed, see the log -->");
        }
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}

    /** Keeps what is written until it is known to be whole. */
    private static final class Held extends SlingHttpServletResponseWrapper {

        private final CharArrayWriter text = new CharArrayWriter();
        private final PrintWriter writer = new PrintWriter(text);

        Held(SlingHttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public void flushBuffer() {
            // Nothing leaves before the block is whole.
        }

        void release() throws IOException {
            writer.flush();
            text.writeTo(getResponse().getWriter());
        }
    }
}
