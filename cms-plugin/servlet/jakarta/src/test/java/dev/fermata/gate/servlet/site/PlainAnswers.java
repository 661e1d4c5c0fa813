package dev.fermata.gate.servlet.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Pages, JSON and files, each written in one go. */
final class PlainAnswers {

    private static final String ETAG = "\"v1\"";

    private PlainAnswers() {}

    static void addTo(Map<String, Application.Page> pages) {
        pages.put("/article.html", (request, response) -> page(response, Pages.article(request, "resource:premium")));
        pages.put(
                "/cached/article.html",
                (request, response) -> stream(response, Pages.article(request, "resource:premium")));
        pages.put("/registered.html", (request, response) -> page(response, Pages.article(request, "registered")));
        pages.put(
                "/metered.html",
                (request, response) -> page(response, Pages.article(request, "resource:premium meter:1/0/P1M")));
        pages.put(
                "/hydrate.html",
                (request, response) -> page(response, Pages.article(request, "resource:premium hydrate")));
        pages.put(
                "/hydrate-metered.html",
                (request, response) ->
                        page(response, Pages.article(request, "resource:premium meter:1/0/P1M hydrate")));
        pages.put(
                "/hydrate-plain.html",
                (request, response) -> stream(response, Pages.article(request, "resource:premium hydrate")));
        pages.put("/hydrate-personal.html", (request, response) -> {
            response.addCookie(new Cookie("basket", "7"));
            page(response, Pages.article(request, "resource:premium hydrate"));
        });
        pages.put("/unknown.html", (request, response) -> page(response, Pages.article(request, "whatever:this is")));
        pages.put(
                "/unended.html",
                (request, response) -> page(response, unended(Pages.article(request, "resource:premium"))));
        pages.put("/plain.html", (request, response) -> page(response, Pages.page("<p>plain</p>")));
        pages.put("/free.html", (request, response) -> page(response, Pages.page("<p>free for all</p>")));
        pages.put(
                "/query.html",
                (request, response) -> page(
                        response,
                        Pages.page(request.getQueryString() + Pages.section(request, "story", "resource:premium"))));
        pages.put(
                "/big.html",
                (request, response) ->
                        stream(response, Pages.article(request, "resource:premium") + "x".repeat(300_000)));
        pages.put("/untyped", (request, response) -> response.getOutputStream()
                .write(bytes(Pages.article(request, "resource:premium"))));
        pages.put(
                "/feed.xml",
                (request, response) ->
                        typed(response, "application/rss+xml", Pages.section(request, "story", "resource:premium")));
        pages.put("/delivery.json", PlainAnswers::delivery);
        pages.put("/picture.png", PlainAnswers::file);
        pages.put("/download", (request, response) -> typed(response, "application/octet-stream", "x".repeat(300_000)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** With everything that is said about a page which does not depend on the reader. */
    private static void page(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("ETag", ETAG);
        response.setDateHeader("Last-Modified", 1_700_000_000_000L);
        response.setHeader("Cache-Control", "public, max-age=600");
        response.setHeader("X-Application", "yes");
        response.setHeader("Fermata-Internal", "not for visitors");
        response.setContentLength(bytes(html).length);
        response.getWriter().write(html);
    }

    private static void stream(HttpServletResponse response, String html) throws IOException {
        typed(response, "text/html;charset=UTF-8", html);
    }

    /** Sends every piece at once, as far as it can. */
    private static void typed(HttpServletResponse response, String type, String body) throws IOException {
        response.setContentType(type);
        byte[] bytes = bytes(body);
        for (int at = 0; at < bytes.length; at += 4096) {
            response.getOutputStream().write(bytes, at, Math.min(4096, bytes.length - at));
            response.flushBuffer();
        }
    }

    private static void delivery(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("ETag", ETAG);
        String gated = request.getAttribute("dev.fermata.gate") == null
                ? ""
                : "\"fermata-protected\":{\"text\":\"" + Pages.CANARY + "\"},";
        response.getOutputStream()
                .write(bytes(
                        "{\"@name\":\"story\",\"main\":{\"00\":{\"mgnl:template\":\"fermata:components/gated-content\","
                                + gated
                                + "\"access\":\"resources\",\"resources\":[\"premium\"],\"@id\":\"story\"},\"teaser\":\""
                                + Pages.TEASER + "\"}}"));
    }

    private static void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("image/png");
        response.setHeader("ETag", ETAG);
        if (ETAG.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else if ("bytes=1-2".equals(request.getHeader("Range"))) {
            response.setStatus(206);
            response.setHeader("Content-Range", "bytes 1-2/4");
            response.getOutputStream().write(bytes("NG"));
        } else {
            response.getOutputStream().write(bytes("PNG!"));
        }
    }

    private static String unended(String html) {
        return html.replace("<!--/fermata:protected story-->", "");
    }
}
