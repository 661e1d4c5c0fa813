package dev.fermata.sling.proxy;

import dev.fermata.gate.servlet.FirstPartyServlet;
import dev.fermata.sling.gate.SlingGate;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves {@code /_fermata/*}; without a usable configuration it says so. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.servlet.name=fermata",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + FirstPartyContext.NAME + ")"
        })
public final class FirstPartyPath extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Optional<FirstPartyServlet> servlet;

    @Activate
    public FirstPartyPath(@Reference SlingGate site) {
        this.servlet = site.proxy().map(proxy -> new FirstPartyServlet(proxy, site.trustedProxies()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (servlet.isPresent()) {
            servlet.get().service(new WholePath(request), response);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** The path as it was sent: to the service its prefix is a part of it, not a context. */
    private static final class WholePath extends HttpServletRequestWrapper {

        WholePath(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContextPath() {
            return "";
        }
    }
}
