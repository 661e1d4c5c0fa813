package dev.fermata.service.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * Turns a problem into an answer: {@code application/problem+json} (RFC 9457), or a small page where a person is looking, which is
 * where {@code text/html} is asked for by name.
 */
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final URI publicUrl;
    private final Function<ContainerRequestContext, URI> base;

    /** @param base the URL, as the browser sees it, that our own addresses are relative to */
    public Problems(URI publicUrl, Function<ContainerRequestContext, URI> base) {
        this.publicUrl = publicUrl;
        this.base = base;
    }

    public Response answer(ProblemException problem, ContainerRequestContext request) {
        Response.ResponseBuilder answer = Response.status(problem.type().status());
        problem.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, after.toSeconds())));
        if (problem.type() == ProblemType.API_TOKEN_REQUIRED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.type() == ProblemType.REQUEST_TOO_LARGE) {
            // The rest of the body is not read, so nothing else can come over this connection.
            answer.header("Connection", "close");
        }
        return wantsPage(request)
                ? answer.type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                        .entity(new ProblemPage(problem, requestId(), base.apply(request)))
                        .build()
                : answer.type(MEDIA_TYPE).entity(document(problem)).build();
    }

    /** The document as a map, in the order a reader wants. */
    public Map<String, Object> document(ProblemException problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", publicUrl + "/problems/" + problem.type().slug());
        document.put("title", problem.type().title());
        document.put("status", problem.type().status());
        document.put("code", problem.type().slug());
        document.put("detail", problem.detail());
        document.put("request_id", requestId());
        if (!problem.errors().isEmpty()) {
            document.put("errors", problem.errors());
        }
        document.putAll(problem.members());
        return document;
    }

    private static String requestId() {
        String id = MDC.get("request_id");
        return id == null ? "" : id;
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        return request.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("html"));
    }
}
