package dev.fermata.demo.web;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of one server by path; promises safe headers on every answer and never shows an exception. */
public final class Routes extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final PathMappings<Map<String, Page>> pages = new PathMappings<>();
    private final String contentSecurityPolicy;
    private final Page notFound;
    private final Page failed;

    /** Routes whose answers carry this policy unless a page sets its own. */
    public Routes(String contentSecurityPolicy, Page notFound, Page failed) {
        this.contentSecurityPolicy = contentSecurityPolicy;
        this.notFound = notFound;
        this.failed = failed;
    }

    /** Adds a page that is read; the path may end in {@code /*}. */
    public Routes get(String path, Page page) {
        return add(path, "GET", page);
    }

    /** Adds a page that acts. */
    public Routes post(String path, Page page) {
        return add(path, "POST", page);
    }

    private Routes add(String path, String method, Page page) {
        PathSpec spec = PathSpec.from(path);
        Map<String, Page> methods = pages.get(spec);
        if (methods == null) {
            methods = new HashMap<>();
            pages.put(spec, methods);
        }
        methods.put(method, page);
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        write(answer(request), response, callback);
        return true;
    }

    private Answer answer(Request request) {
        try {
            MatchedResource<Map<String, Page>> match = pages.getMatched(Request.getPathInContext(request));
            if (match == null) {
                return notFound.answer(request);
            }
            @Nullable
            Page page = match.getResource().get(request.getMethod().equals("HEAD") ? "GET" : request.getMethod());
            return page == null ? Answer.of(405, "text/plain", "") : page.answer(request);
        } catch (Exception e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            return apology(request);
        }
    }

    private Answer apology(Request request) {
        try {
            return failed.answer(request);
        } catch (Exception e) {
            LOG.error("the failure page failed", e);
            return Answer.of(500, "text/plain", "Something went wrong.");
        }
    }

    private void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders()
                .put("Content-Security-Policy", contentSecurityPolicy)
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "strict-origin-when-cross-origin")
                .put("Cache-Control", "no-cache");
        for (Answer.Header header : answer.headers()) {
            if (header.name().equalsIgnoreCase("Set-Cookie")) {
                response.getHeaders().add(header.name(), header.value());
            } else {
                response.getHeaders().put(header.name(), header.value());
            }
        }
        Content.Sink.write(response, true, answer.body(), callback);
    }
}
