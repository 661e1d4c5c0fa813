package dev.fermata.sling.delivery;

import dev.fermata.sling.content.Gated;
import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.content.GatedPages;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.FragmentAddress;
import dev.fermata.sling.gate.RequestGate;
import dev.fermata.sling.gate.ServiceContent;
import dev.fermata.sling.render.HeldResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.api.request.RequestDispatcherOptions;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.servlets.SlingSafeMethodsServlet;
import org.apache.sling.servlets.annotations.SlingServletResourceTypes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers one protected part of a page for who may read it: {@code /page.fermata-fragment.html/ID}. */
@Component(service = Servlet.class)
@SlingServletResourceTypes(
        resourceTypes = "sling:Page",
        selectors = FragmentAddress.SELECTOR,
        extensions = "html",
        methods = {"GET", "HEAD"})
public final class FragmentServlet extends SlingSafeMethodsServlet {

    private static final long serialVersionUID = 1L;

    private final transient GatedPages pages;
    private final transient ServiceContent.Door door;

    @Activate
    public FragmentServlet(@Reference GatedPages pages, @Reference ServiceContent.Door door) {
        this.pages = pages;
        this.door = door;
    }

    @Override
    protected void doGet(SlingHttpServletRequest request, SlingHttpServletResponse response)
            throws IOException, ServletException {
        String suffix =
                Optional.ofNullable(request.getRequestPathInfo().getSuffix()).orElse("/");
        try (ServiceContent service = door.open()) {
            Optional<Part> part = part(request.getResource(), suffix.substring(1), service);
            if (part.isEmpty()) {
                ProblemAnswer.NO_SUCH_PART.to(response);
            } else if (!RequestGate.of(request).decision(part.get().gated()).isOpen()) {
                ProblemAnswer.NOT_FOR_YOU.to(response);
            } else {
                write(part.get(), request, response);
            }
        }
    }

    /** A gated page or block, and where what it protects is. */
    private record Part(Resource gated, List<String> paths) {}

    private Optional<Part> part(Resource page, String id, ServiceContent service) {
        String path = page.getPath() + "/" + Names.CONTENT;
        Optional<GatedPage> found = pages.at(path, service::resource);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Resource content = service.resource(path).orElseThrow();
        if (id.equals(Gated.PAGE)) {
            return found.filter(GatedPage::gated).map(gated -> new Part(content, gated.protectedParts()));
        }
        return found.get().blocks().stream()
                .flatMap(block -> service.resource(block).stream())
                .filter(block -> new Gated(content, block).id().equals(id))
                .map(block -> new Part(block, List.of(block.getPath() + "/" + Names.PROTECTED)))
                .findFirst();
    }

    /** As bytes: what is written as text would be made a whole page of by the site's rewriter. */
    private static void write(Part part, SlingHttpServletRequest request, SlingHttpServletResponse response)
            throws IOException, ServletException {
        HeldResponse held = new HeldResponse(response);
        RequestDispatcherOptions plain = new RequestDispatcherOptions();
        plain.setReplaceSelectors("");
        for (String path : part.paths()) {
            RequestDispatcher dispatcher = request.getRequestDispatcher(path, plain);
            if (dispatcher != null) {
                dispatcher.include(request, held);
            }
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(held.text().getBytes(StandardCharsets.UTF_8));
    }
}
