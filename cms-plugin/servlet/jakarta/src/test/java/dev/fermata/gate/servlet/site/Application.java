package dev.fermata.gate.servlet.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The application behind the filter: each address answers in another of the ways that servlets have. */
public final class Application extends HttpServlet {

    /** Shows the same section as the article, as a careless error page does. */
    public static final String ERROR_PAGE = "/error";

    private static final long serialVersionUID = 1L;

    /** One way to answer. */
    interface Page {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private final transient Map<String, Page> pages = new HashMap<>();

    public Application() {
        PlainAnswers.addTo(pages);
        EncodedAnswers.addTo(pages);
        DispatchedAnswers.addTo(pages);
        AsyncAnswers.addTo(pages);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        Page page = pages.get(included == null ? request.getServletPath() : included.toString());
        if (page == null) {
            response.sendError(404);
        } else if (request.getMethod().equals("HEAD")) {
            // As many do: without a look at what the page would say.
            response.setContentType("text/html;charset=UTF-8");
        } else {
            page.answer(request, response);
        }
    }
}
