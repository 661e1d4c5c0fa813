package dev.fermata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Stripe and its buyers do: pay, and tell by signed events, which carry the whole object as Stripe's do. */
final class StripeSide {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Mac mac;
    private final String payment;

    StripeSide(int port) {
        this.port = port;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Machine.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        payment = post("/v1/payment_intents", "amount=999&currency=eur&description=" + "x".repeat(400));
    }

    /** A buyer pays on the page of this checkout. */
    static ByteBuffer pay(String checkout) {
        return Requests.post("/_sandbox/api/sessions/" + checkout + "/pay", 1, "{\"email\":\"buyer@example.com\"}");
    }

    /** An event of a type that nothing has to be done about, as are most that Stripe sends. */
    ByteBuffer uninteresting(String id) {
        return delivery(event(id, "payment_intent.created", payment));
    }

    ByteBuffer completed(String id, String checkout) {
        return delivery(event(id, "checkout.session.completed", get("/v1/checkout/sessions/" + checkout)));
    }

    private static String event(String id, String type, String object) {
        return """
                {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":%d,"data":{"object":%s},\
                "livemode":false,"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"%s"}"""
                .formatted(id, System.currentTimeMillis() / 1000, object, type);
    }

    private ByteBuffer delivery(String event) {
        long time = System.currentTimeMillis() / 1000;
        String signature = HexFormat.of().formatHex(mac.doFinal((time + "." + event).getBytes(StandardCharsets.UTF_8)));
        return Requests.post("/api/webhooks/stripe", 1, event, "Stripe-Signature", "t=" + time + ",v1=" + signature);
    }

    private String get(String path) {
        return send(request(path).GET());
    }

    private String post(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + Machine.STRIPE_KEY);
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Stripe answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
