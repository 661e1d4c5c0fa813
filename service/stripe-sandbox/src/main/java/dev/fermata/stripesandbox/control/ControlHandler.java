package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Form;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.object.Json;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Serves {@code /_sandbox}: JSON to programs, and to a form's sender the way back to the dashboard. */
public final class ControlHandler extends Handler.Abstract {

    private static final String ROOT = "/_sandbox";
    private static final String API = ROOT + "/api";

    private final Operations operations;
    private final Dashboard dashboard;
    private final PageGuard guard;

    /** @param publicUrl where else the sandbox is reached; null for nowhere */
    public ControlHandler(Levers levers, @Nullable String publicUrl) {
        this.operations = new Operations(levers);
        this.dashboard = new Dashboard(levers);
        this.guard = new PageGuard(publicUrl);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (path.equals("/")) {
            HttpAnswer.redirect(ROOT).send(response, callback);
            return true;
        }
        if (!path.startsWith(ROOT)) {
            return false;
        }
        answer(request, path).send(response, callback);
        return true;
    }

    private HttpAnswer answer(Request request, String path) throws Exception {
        Optional<String> refusal = guard.refusal(request);
        if (refusal.isPresent()) {
            return HttpAnswer.json(403, problem(refusal.get()));
        }
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            ObjectNode query = Form.decode(request.getHttpURI().getQuery());
            return dashboard.page(Json.text(query, "notice"));
        }
        if (path.equals(ROOT + "/dashboard.css")) {
            return dashboard.stylesheet();
        }
        if (!path.startsWith(API + "/")) {
            return HttpAnswer.json(404, problem("Nothing here"));
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        HttpAnswer answer =
                run(request.getMethod(), path.substring(API.length()), Content.Source.asString(request), form);
        return form ? backToDashboard(answer) : answer;
    }

    private HttpAnswer run(String method, String path, @Nullable String body, boolean form) {
        try {
            ObjectNode values = form ? Form.decode(body) : read(body);
            JsonNode result = operations
                    .run(method, path, values)
                    .orElseThrow(() -> new IllegalArgumentException("No operation " + method + " " + path));
            return HttpAnswer.json(200, result);
        } catch (StripeError e) {
            return HttpAnswer.json(e.status(), problem(e.getMessage()));
        } catch (IllegalArgumentException | UncheckedIOException | ClassCastException e) {
            return HttpAnswer.json(400, problem(e.getMessage()));
        }
    }

    private static ObjectNode read(@Nullable String body) {
        return body == null || body.isBlank() ? Json.object() : Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode problem(@Nullable String message) {
        return Json.object().put("error", message);
    }

    private static HttpAnswer backToDashboard(HttpAnswer answer) {
        if (answer.status() == 200) {
            return HttpAnswer.redirect(ROOT);
        }
        String message = String.valueOf(Json.text(Json.parse(answer.body()), "error"));
        return HttpAnswer.redirect(ROOT + "?notice=" + URLEncoder.encode(message, StandardCharsets.UTF_8));
    }
}
