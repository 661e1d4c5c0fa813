package dev.fermata.sling.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import java.io.IOException;
import javax.servlet.Servlet;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.SlingHttpServletResponse;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.servlets.SlingSafeMethodsServlet;
import org.apache.sling.servlets.annotations.SlingServletResourceTypes;
import org.osgi.service.component.annotations.Component;

/** A page for those who render it themselves: {@code /page.model.json}, what is gated cut as on the page. */
@Component(service = Servlet.class)
@SlingServletResourceTypes(
        resourceTypes = "sling:Page",
        selectors = "model",
        extensions = "json",
        methods = {"GET", "HEAD"})
public final class ModelServlet extends SlingSafeMethodsServlet {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected void doGet(SlingHttpServletRequest request, SlingHttpServletResponse response) throws IOException {
        Resource content = request.getResource().getChild(Names.CONTENT);
        if (content == null || request.getRequestPathInfo().getSelectors().length != 1) {
            ProblemAnswer.NO_SUCH_PART.to(response);
            return;
        }
        RequestGate gate = RequestGate.of(request);
        ObjectNode page = JSON.createObjectNode();
        page.put("url", gate.returnUrl());
        page.put("language", gate.locale().toLanguageTag());
        page.setAll(new ModelWriter(JSON, gate).page(content));
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(JSON.writeValueAsString(page));
    }
}
