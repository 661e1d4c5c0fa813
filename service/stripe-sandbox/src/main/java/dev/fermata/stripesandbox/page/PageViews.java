package dev.fermata.stripesandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.checkout.Checkout;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.http.Money;
import dev.fermata.stripesandbox.http.Templates;
import dev.fermata.stripesandbox.object.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages, filled in. */
final class PageViews {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Templates templates = new Templates(PageViews.class);

    /** One line of the order. */
    public record Line(String name, long quantity, String amount) {}

    HttpAnswer stylesheet() {
        return new HttpAnswer(
                200,
                Map.of("Content-Type", "text/css;charset=utf-8", "Cache-Control", "public, max-age=300"),
                templates.file("checkout.css"));
    }

    /** @param errors by field; {@code payment} for what concerns no single one */
    HttpAnswer form(ObjectNode session, CheckoutForm form, Map<String, String> errors, int status) {
        Map<String, Object> model = order(session);
        model.put("form", form);
        model.put("errors", errors);
        model.put("free", session.get("amount_total").asLong() == 0);
        model.put("emailLocked", Json.text(session, "customer_email") != null);
        List<String> methods = new ArrayList<>();
        session.get("payment_method_types").forEach(type -> methods.add(type.asText()));
        model.put("methods", methods);
        model.put("submit", submitLabel(session));
        String note = Json.text(session.path("custom_text").path("submit"), "message");
        model.put("note", note == null ? "" : note);
        return page(status, "checkout.ftlh", model);
    }

    HttpAnswer challenge(ObjectNode session) {
        return page(200, "challenge.ftlh", order(session));
    }

    HttpAnswer closed(ObjectNode session) {
        Map<String, Object> model = order(session);
        boolean complete = session.get("status").asText().equals("complete");
        model.put("state", complete ? "paid" : "expired");
        model.put("successUrl", complete ? Checkout.successUrl(session) : "");
        return page(complete ? 200 : 410, "closed.ftlh", model);
    }

    HttpAnswer unknown() {
        return page(404, "closed.ftlh", Map.of("state", "unknown", "cancelUrl", "", "successUrl", ""));
    }

    private HttpAnswer page(int status, String template, Map<String, ?> model) {
        return HttpAnswer.html(status, templates.render(template, model))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static Map<String, Object> order(ObjectNode session) {
        String currency = session.get("currency").asText();
        List<Line> lines = new ArrayList<>();
        for (JsonNode item : session.get("$line_items")) {
            lines.add(new Line(
                    item.get("description").asText(),
                    item.get("quantity").asLong(),
                    Money.text(item.get("amount_total").asLong(), currency)));
        }
        @Nullable String cancelUrl = Json.text(session, "cancel_url");
        Map<String, Object> model = new HashMap<>();
        model.put("id", session.get("id").asText());
        model.put("total", Money.text(session.get("amount_total").asLong(), currency));
        model.put("lines", lines);
        model.put("cancelUrl", cancelUrl == null ? "" : cancelUrl);
        return model;
    }

    private static String submitLabel(ObjectNode session) {
        String type = Json.text(session, "submit_type");
        if (session.get("amount_total").asLong() == 0) {
            return "Complete order";
        }
        return switch (type == null ? "pay" : type) {
            case "book" -> "Book";
            case "donate" -> "Donate";
            case "subscribe" -> "Subscribe";
            default -> "Pay";
        };
    }
}
