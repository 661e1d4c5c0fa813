package dev.fermata.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.demo.site.ServiceApi.Reply;
import dev.fermata.demo.web.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * The pages that need no JavaScript: prices and access come from the service while the page is made, and a purchase is a
 * form. Everything here depends on the reader and is stored nowhere.
 */
final class PlainPages {

    /** Fills a template of the site. */
    interface Renderer {
        String render(String template, Map<String, ?> model) throws IOException;
    }

    private static final String ACCOUNT = "/plain-account.html";
    private static final String TOKEN = "allegro_purchase_token";
    private static final List<String> OUTCOMES = List.of("bought", "failed", "stale", "sent", "mistyped", "down");
    private static final String ERROR = "allegro_purchase_error";

    private final ServiceApi api;
    private final Renderer renderer;

    PlainPages(ServiceApi api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    Answer offers(Request request) throws IOException, InterruptedException {
        Reply offer = api.get(request, "/api/offers/digital");
        Reply access = api.get(request, "/api/access?resource=premium");
        Map<String, Object> model = new HashMap<>();
        model.put("terms", Term.of(offer.body()));
        model.put("granted", access.body().path("granted").asBoolean());
        model.put("returnUrl", "http://" + request.getHeaders().get(HttpHeader.HOST) + ACCOUNT);
        JsonNode entitlement = access.body().path("entitlement");
        if (entitlement.isObject()) {
            model.put("entitlement", Entitlement.read(entitlement));
        }
        return page("plain.ftlh", model).withCookies(access.setCookies());
    }

    /** Lists what the reader may read. A purchase's return is completed first, so that its token leaves the address. */
    Answer account(Request request) throws IOException, InterruptedException {
        Fields query = Request.extractQueryParameters(request);
        if (query.getValue(TOKEN) != null) {
            Reply exchanged = api.post(request, "/api/purchases/exchange", Map.of("token", query.getValue(TOKEN)));
            return Answer.seeOther(ACCOUNT + "?" + outcome(exchanged)).withCookies(exchanged.setCookies());
        }
        if (query.getValue(ERROR) != null) {
            return Answer.seeOther(ACCOUNT + "?failed");
        }
        Reply session = api.get(request, "/api/session");
        Reply entitlements = api.get(request, "/api/entitlements");
        String email = session.body().path("audience_member").path("email").asText("");
        Map<String, Object> model = new HashMap<>();
        model.put("email", email);
        model.put("entitlements", Entitlement.of(entitlements.body()));
        for (String outcome : OUTCOMES) {
            model.put(outcome, query.get(outcome) != null);
        }
        return page("plain-account.ftlh", model)
                .withCookies(Stream.concat(session.setCookies().stream(), entitlements.setCookies().stream())
                        .toList());
    }

    /** A token that was used before proves nothing new; the list below the message shows what is true. */
    private static String outcome(Reply exchanged) {
        return switch (exchanged.status()) {
            case 200 -> "bought";
            case 503, 502, 504 -> "down";
            default -> "stale";
        };
    }

    Answer signIn(Request request) throws IOException, InterruptedException {
        if (!fromThisSite(request)) {
            return Answer.seeOther(ACCOUNT);
        }
        String email = Objects.requireNonNullElse(FormFields.getFields(request).getValue("email"), "");
        String returnUrl = "http://" + request.getHeaders().get(HttpHeader.HOST) + ACCOUNT;
        Reply reply = api.post(request, "/api/login/magic-links", Map.of("email", email, "return_url", returnUrl));
        String outcome = reply.ok() ? "sent" : reply.status() == 422 ? "mistyped" : "down";
        return Answer.seeOther(ACCOUNT + "?" + outcome).withCookies(reply.setCookies());
    }

    Answer signOut(Request request) throws InterruptedException {
        if (!fromThisSite(request)) {
            return Answer.seeOther(ACCOUNT);
        }
        return Answer.seeOther(ACCOUNT)
                .withCookies(api.delete(request, "/api/session").setCookies());
    }

    private Answer page(String template, Map<String, ?> model) throws IOException {
        return Answer.html(renderer.render(template, model)).with("Cache-Control", "private, no-store");
    }

    private static boolean fromThisSite(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return ("http://" + request.getHeaders().get(HttpHeader.HOST)).equals(origin);
    }
}
