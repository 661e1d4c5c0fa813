package dev.fermata.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One reader's browser on the site, which passes {@code /_fermata/} on to the service: keeps cookies, follows nothing. */
public final class Browser {

    private static final String BASE = ServiceUnderTest.SITE + "/_fermata/";

    private final Client service;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(Client service) {
        this.service = service;
    }

    public Answer get(String path) {
        return keep(service.get(below(path), headers()));
    }

    public Answer post(String path, String json) {
        return keep(service.post(below(path), json, headers("Origin", ServiceUnderTest.SITE)));
    }

    public Answer postForm(String path, String form) {
        return keep(service.postForm(
                below(path), form, headers("Origin", ServiceUnderTest.SITE, "Accept", "text/html,*/*;q=0.8")));
    }

    public Answer delete(String path) {
        return keep(service.delete(below(path), headers("Origin", ServiceUnderTest.SITE)));
    }

    /** Opens a page as a person does. */
    public Answer open(String path) {
        return keep(service.get(below(path), headers("Accept", "text/html,*/*;q=0.8")));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** The same browser, whose requests another instance of the service answers from now on. */
    public Browser at(ServiceUnderTest instance) {
        return at(instance.client());
    }

    public Browser at(Client instance) {
        var moved = new Browser(instance);
        moved.cookies.putAll(cookies);
        return moved;
    }

    /** A copy of the browser as it is now: what somebody has who copied its cookies. */
    public Browser copy() {
        var copy = new Browser(service);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Presses the button: the id of the purchase and of its checkout session. */
    public Bought buys(String termId) {
        return buys(termId, ServiceUnderTest.SITE + "/article?id=7#more");
    }

    public Bought buys(String termId, String returnUrl) {
        Answer answer =
                post("api/purchases", "{\"term_id\":\"%s\",\"return_url\":\"%s\"}".formatted(termId, returnUrl));
        if (answer.status() != 201 && answer.status() != 200) {
            throw new AssertionError("Starting a purchase answers " + answer.status() + ": " + answer.body());
        }
        String url = answer.json().get("checkout_url").asText();
        String checkout = url.replaceAll(".*/(cs_[A-Za-z0-9_]+).*", "$1");
        BooksAfterEach.note(answer.json().get("purchase_id").asText());
        return new Bought(answer.json().get("purchase_id").asText(), checkout, answer.status());
    }

    /** A checkout page that was opened, and how the service answered: 201 for a new one, 200 for the same again. */
    public record Bought(String purchaseId, String checkoutId, int status) {
        /** Where Stripe sends the browser afterwards. */
        public String returnPath() {
            return "checkout/return?purchase=" + purchaseId + "&session_id=" + checkoutId;
        }
    }

    private Answer keep(Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            if (value.isEmpty()) {
                cookies.remove(pair.substring(0, equals));
            } else {
                cookies.put(pair.substring(0, equals), value);
            }
        }
        return answer;
    }

    private String[] headers(String... more) {
        var headers = new ArrayList<>(List.of(
                "X-Forwarded-Host", "site.example",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Prefix", "/_fermata",
                "X-Forwarded-For", "203.0.113.7",
                "Fermata-Server-Token", ServiceUnderTest.API_TOKEN));
        if (!cookies.isEmpty()) {
            headers.add("Cookie");
            headers.add(cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }

    private static String below(String path) {
        String url = path.startsWith(BASE) ? path.substring(BASE.length()) : path;
        if (URI.create(url).isAbsolute()) {
            throw new IllegalArgumentException("The browser is on the site: " + path);
        }
        return url;
    }
}
