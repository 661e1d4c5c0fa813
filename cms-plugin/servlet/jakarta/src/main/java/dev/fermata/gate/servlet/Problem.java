package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Why a section alone is not answered, as a problem document (RFC 9457). */
enum Problem {
    NOT_FOR_YOU(403, "Forbidden", "You may not read this section."),
    NO_SUCH_SECTION(404, "Not Found", "There is no such section on this page.");

    private final int status;
    private final String title;
    private final String detail;

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    void answer(HttpServletResponse response) throws IOException {
        byte[] body =
                """
                {"type":"about:blank","title":"%s","status":%d,"code":"%s","detail":"%s"}
                """
                        .formatted(
                                title, status, name().toLowerCase(Locale.ROOT).replace('_', '-'), detail)
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        Version.forbidCaches(response);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
