package dev.fermata.service.faults;

import dev.fermata.service.ShopUnderTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A checkout page that asks for nothing, as one with a coupon over all of the price. */
final class FreePage {

    private FreePage() {}

    /** Opened by somebody with our key, for this purchase. */
    static String of(ShopUnderTest shop, String purchaseId) {
        return shop.service()
                .send(form(
                                shop.stripe().url() + "/v1/checkout/sessions",
                                Map.of(
                                        "mode", "payment",
                                        "success_url", "https://site.example/",
                                        "client_reference_id", purchaseId,
                                        "line_items[0][quantity]", "1",
                                        "line_items[0][price_data][currency]", "eur",
                                        "line_items[0][price_data][unit_amount]", "0",
                                        "line_items[0][price_data][product_data][name]", "A gift"))
                        .header("Authorization", "Bearer " + shop.stripe().apiKey()))
                .json()
                .get("id")
                .asText();
    }

    /** As a buyer does, who has nothing to pay. */
    static void complete(ShopUnderTest shop, String checkoutId) {
        shop.service().send(form(shop.stripe().url() + "/c/pay/" + checkoutId, Map.of("email", shop.someone())));
    }

    private static HttpRequest.Builder form(String url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
