package dev.fermata.gate.servlet.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Answers that come about by way of another one: included, forwarded, failed, redirected. */
final class DispatchedAnswers {

    private DispatchedAnswers() {}

    static void addTo(Map<String, Application.Page> pages) {
        pages.put(
                Application.ERROR_PAGE,
                (request, response) -> write(response, Pages.article(request, "resource:premium")));
        pages.put("/part", (request, response) -> write(response, Pages.section(request, "part", "resource:premium")));
        pages.put("/include.html", (request, response) -> {
            write(response, "<body>" + Pages.TEASER);
            request.getRequestDispatcher("/part").include(request, response);
            write(response, Pages.TAIL + "</body>");
        });
        pages.put("/forward.html", (request, response) -> request.getRequestDispatcher("/article.html")
                .forward(request, response));
        pages.put("/late-error.html", (request, response) -> {
            writeAndFlush(request, response);
            response.sendError(503, "too late");
        });
        pages.put("/throws.html", (request, response) -> {
            writeAndFlush(request, response);
            throw new IllegalStateException("on purpose");
        });
        pages.put("/redirect.html", (request, response) -> {
            writeAndFlush(request, response);
            response.sendRedirect("/free.html");
        });
        pages.put("/starts-again.html", (request, response) -> {
            writeAndFlush(request, response);
            response.resetBuffer();
            write(response, "<body>" + Pages.TEASER + "</body>");
        });
        pages.put("/becomes-a-page", (request, response) -> {
            response.setContentType("image/png");
            response.getOutputStream().print("PNG");
            response.setContentType("text/html");
            response.getOutputStream().print(Pages.section(request, "story", "resource:premium"));
        });
    }

    private static void writeAndFlush(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(response, Pages.article(request, "resource:premium"));
        response.flushBuffer();
    }

    private static void write(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(html);
        response.getWriter().flush();
    }
}
