package dev.fermata.sling.delivery;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;

/** Why a protected part is not answered, as a problem document (RFC 9457). */
enum ProblemAnswer {
    NOT_FOR_YOU(HttpServletResponse.SC_FORBIDDEN, "Forbidden", "You may not read this part."),
    NO_SUCH_PART(HttpServletResponse.SC_NOT_FOUND, "Not Found", "There is no such part on this page.");

    private final int status;
    private final String title;
    private final String detail;

    ProblemAnswer(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    void to(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail));
    }
}
