package dev.fermata.sling.gate;

import dev.fermata.sling.content.Gated;
import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.content.GatedPages;
import dev.fermata.sling.render.GatedRequest;
import dev.fermata.sling.render.GatedResolver;
import dev.fermata.sling.render.PageView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.adapter.AdapterManager;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.servlets.annotations.SlingServletFilter;
import org.apache.sling.servlets.annotations.SlingServletFilterScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settles before anything is rendered what a request may read, who may keep the answer, and which ways in are none. */
@Component(property = "service.ranking:Integer=1000")
@SlingServletFilter(scope = SlingServletFilterScope.REQUEST)
public final class GateFilter implements Filter {

    private final SlingGate site;
    private final GatedPages pages;
    private final ServiceContent.Door door;
    private final OtherWays otherWays;
    private final AdapterManager adapters;

    @Activate
    public GateFilter(
            @Reference SlingGate site,
            @Reference GatedPages pages,
            @Reference ServiceContent.Door door,
            @Reference OtherWays otherWays,
            @Reference AdapterManager adapters) {
        this.site = site;
        this.pages = pages;
        this.door = door;
        this.otherWays = otherWays;
        this.adapters = adapters;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof SlingHttpServletRequest sling
                && response instanceof HttpServletResponse answer
                && isReading(sling)) {
            read(sling, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void read(SlingHttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        PageAddress address = PageAddress.of(request);
        VisitorGate gate = new VisitorGate(request, site, new Answer(response), address);
        request.setAttribute(RequestGate.ATTRIBUTE, gate);
        try (ServiceContent service = door.open()) {
            Optional<GatedPage> page = address.contentPath().flatMap(path -> pages.at(path, service::resource));
            page.ifPresent(found -> request.setAttribute(GatedPage.ATTRIBUTE, found));
            if (!PageAddress.isContent(request.getResource().getPath())) {
                chain.doFilter(request, response);
                return;
            }
            if (!gate.seesAll() && otherWays.leadTo(request, page)) {
                refuse(response);
                return;
            }
            page.filter(GatedPage::hasGates).ifPresent(found -> settle(gate, found, service));
            chain.doFilter(
                    page.map(found -> seen(request, gate, found, service)).orElse(request), response);
        }
    }

    private static void settle(VisitorGate gate, GatedPage page, ServiceContent service) {
        List<Gated> gates = new ArrayList<>();
        Resource content = service.resource(page.contentPath()).orElseThrow();
        if (page.gated()) {
            gates.add(new Gated(content, null));
        }
        page.blocks().forEach(path -> service.resource(path).ifPresent(block -> gates.add(new Gated(content, block))));
        gate.settle(gates);
    }

    private SlingHttpServletRequest seen(
            SlingHttpServletRequest request, VisitorGate gate, GatedPage page, ServiceContent service) {
        if (gate.seesAll() || !(page.hasGates() || page.refersElsewhere())) {
            return request;
        }
        PageView view = new PageView(page, gate::isOpen);
        return new GatedRequest(
                request, new GatedResolver(request.getResourceResolver(), service::resolver, view), adapters);
    }

    /** In its own words: the host's error page would tell by a 401 that there is something. */
    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("Not found.");
    }

    private static boolean isReading(SlingHttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}
}
