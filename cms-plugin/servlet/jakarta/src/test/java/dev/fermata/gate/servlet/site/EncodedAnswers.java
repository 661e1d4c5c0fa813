package dev.fermata.gate.servlet.site;

import static java.nio.charset.StandardCharsets.UTF_16;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Answers that are not plain UTF-8. */
final class EncodedAnswers {

    private EncodedAnswers() {}

    static void addTo(Map<String, Application.Page> pages) {
        pages.put("/gzip-if-accepted.html", (request, response) -> {
            String accepted = request.getHeader("Accept-Encoding");
            gzip(request, response, accepted != null && accepted.contains("gzip") ? "gzip" : null);
        });
        pages.put("/gzip-always.html", (request, response) -> gzip(request, response, "gzip"));
        pages.put("/unreadable.html", (request, response) -> {
            response.setHeader("Content-Encoding", "br");
            send(response, PlainAnswers.bytes(Pages.article(request, "resource:premium")));
        });
        pages.put("/utf-16.html", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream()
                    .write(Pages.article(request, "resource:premium").getBytes(UTF_16));
        });
        pages.put("/latin-1.html", (request, response) -> {
            response.setContentType("text/html; charset=ISO-8859-1");
            response.getWriter().write("Gr\u00fc\u00dfe" + Pages.section(request, "story", "resource:premium"));
        });
    }

    private static void gzip(HttpServletRequest request, HttpServletResponse response, String encoding)
            throws IOException {
        byte[] plain = PlainAnswers.bytes(Pages.article(request, "resource:premium"));
        if (encoding == null) {
            send(response, plain);
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(plain);
        }
        response.setHeader("Content-Encoding", encoding);
        send(response, bytes.toByteArray());
    }

    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
