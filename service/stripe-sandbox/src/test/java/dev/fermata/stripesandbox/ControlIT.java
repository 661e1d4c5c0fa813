package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.fidelity.WebhookReceiver;
import dev.fermata.stripesandbox.object.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox(SandboxOptions::withManualDelays);

    @Test
    void playsBuyerAndMerchant() {
        String card = sandbox.api().openSession();
        String debit = sandbox.api().openSession();

        assertThat(json("POST", "/sessions/" + card + "/pay", "{\"card\":\"visa\"}")
                        .get("outcome")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(json("POST", "/sessions/" + card + "/refund", "{\"amount\":100}")
                        .get("object")
                        .asText())
                .isEqualTo("refund");
        assertThat(json("POST", "/sessions/" + debit + "/pay", "{\"debit\":\"succeeds\"}")
                        .get("outcome")
                        .asText())
                .isEqualTo("processing");
        assertThat(json("POST", "/sessions/" + debit + "/decide", "{\"paid\":true}")
                        .get("changed")
                        .asBoolean())
                .isTrue();
        assertThat(json("POST", "/sessions/" + debit + "/decide", "{\"paid\":true}")
                        .get("changed")
                        .asBoolean())
                .isFalse();
        ObjectNode ledger = json("GET", "/ledger", "");
        assertThat(ledger.at("/data/0/captured").asLong()).isEqualTo(199);
        assertThat(ledger.at("/data/0/refunded").asLong()).isEqualTo(100);
        assertThat(ledger.at("/data/1/payment_status").asText()).isEqualTo("paid");
    }

    @Test
    void playsTheBank() {
        String session = sandbox.api().openSession();
        json("POST", "/sessions/" + session + "/pay", "");

        String inquiry = json("POST", "/sessions/" + session + "/inquire", "{\"reason\":\"duplicate\"}")
                .get("id")
                .asText();
        json("POST", "/disputes/" + inquiry + "/escalate", "");
        ObjectNode won = json("POST", "/disputes/" + inquiry + "/win", "");
        String dispute = json("POST", "/sessions/" + session + "/dispute", "{\"amount\":100}")
                .get("id")
                .asText();
        json("POST", "/disputes/" + dispute + "/lose", "");

        assertThat(won.get("status").asText()).isEqualTo("won");
        assertThat(send("POST", "/disputes/" + dispute + "/close", "").statusCode())
                .isEqualTo(400);
        assertThat(json("POST", "/sessions/" + session + "/warn", "")
                        .get("object")
                        .asText())
                .isEqualTo("radar.early_fraud_warning");
        ObjectNode ledger = json("GET", "/ledger", "");
        assertThat(ledger.at("/data/0/disputed").asLong()).isEqualTo(100);
        assertThat(ledger.at("/data/0/disputes").findValuesAsText("status")).containsExactly("won", "lost");
    }

    @Test
    void decidesRefundsThatWait() {
        String session = sandbox.api().openSession();
        json("POST", "/sessions/" + session + "/pay", "");

        ObjectNode waiting =
                json("POST", "/sessions/" + session + "/refund", "{\"amount\":50,\"requires_action\":true}");
        String path = "/refunds/" + waiting.get("id").asText();

        assertThat(waiting.get("status").asText()).isEqualTo("requires_action");
        assertThat(json("POST", path + "/complete", "").get("status").asText()).isEqualTo("succeeded");
        assertThat(json("POST", path + "/fail", "").get("status").asText()).isEqualTo("failed");
    }

    @Test
    void changesTheWeatherForWebhooksFromNowOn() throws InterruptedException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            sandbox.get()
                    .addWebhook(
                            new SandboxOptions.Webhook(receiver.url(), "whsec_test", List.of("product.created"), null));
            json("POST", "/deliveries/from-now-on", "{\"copies\":3,\"secret\":\"a,b\",\"api_version\":\"null\"}");
            sandbox.api().price();
            assertThat(sandbox.get().deliveries().awaitQuiet(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(receiver.received())
                    .hasSize(3)
                    .allMatch(post -> post.event().get("api_version").isNull())
                    .allMatch(post -> post.signature().split("v1=").length == 3);

            json("POST", "/deliveries/from-now-on", "{\"drop\":true}");
            sandbox.api().price();
            assertThat(receiver.received()).hasSize(3);
            assertThat(json("GET", "/deliveries", "").get("dropping").asBoolean())
                    .isTrue();

            json("POST", "/webhooks/roll", "{\"url\":\"" + receiver.url() + "\",\"secret\":\"whsec_new\"}");
            json("POST", "/deliveries/from-now-on", "");
            sandbox.api().price();
            assertThat(sandbox.get().deliveries().awaitQuiet(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(receiver.received().get(3).signature().split("v1=")).hasSize(3);
        }
        assertThat(send("POST", "/webhooks/roll", "{\"url\":\"http://nowhere\",\"secret\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void limitsTheRate() {
        json("POST", "/rate-limit", "{\"per_second\":1}");
        sandbox.api().get("/v1/products");

        assertThat(sandbox.api().get("/v1/products").status()).isEqualTo(429);
        json("POST", "/rate-limit", "{\"per_second\":0}");
        assertThat(sandbox.api().get("/v1/products").status()).isEqualTo(200);
    }

    @Test
    void movesTheClock() {
        String id = sandbox.api().openSession();

        ObjectNode clock = json("POST", "/clock/advance", "{\"duration\":\"PT24H\"}");

        assertThat(clock.get("offset_seconds").asLong()).isBetween(86_399L, 86_401L);
        assertThat(json("GET", "/sessions/" + id, "").get("status").asText()).isEqualTo("expired");
        assertThat(send("POST", "/clock/advance", "{\"seconds\":-1}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesFaults() {
        json("POST", "/faults", "{\"method\":\"GET\",\"path\":\"/v1/products\",\"kind\":\"status\",\"status\":503}");

        assertThat(sandbox.api().get("/v1/products").status()).isEqualTo(503);
        assertThat(sandbox.api().get("/v1/products").status()).isEqualTo(200);
        json("POST", "/faults", "{\"kind\":\"key_in_use\",\"skip\":1}");
        json("POST", "/faults", "{\"kind\":\"rate_limit\",\"retry_after\":7,\"should_retry\":true}");
        assertThat(sandbox.api().get("/v1/products").header("Retry-After")).isEqualTo("7");
        assertThat(sandbox.api().get("/v1/products").status()).isEqualTo(409);
        assertThat(send("POST", "/faults", "{\"kind\":\"plague\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void remembersRequestsWithTheirParameters() {
        sandbox.api().with("Idempotency-Key", "key-1").post("/v1/products", "name", "A", "metadata[a]", "b");

        ObjectNode requests = json("GET", "/requests", "");

        assertThat(requests.at("/data/0/path").asText()).isEqualTo("/v1/products");
        assertThat(requests.at("/data/0/idempotency_key").asText()).isEqualTo("key-1");
        assertThat(requests.at("/data/0/key").asText()).isEqualTo(sandbox.get().apiKey());
        assertThat(requests.at("/data/0/params/metadata/a").asText()).isEqualTo("b");
    }

    @Test
    void startsAfresh() {
        sandbox.api().openSession();

        json("POST", "/reset", "");

        assertThat(json("GET", "/ledger", "").get("data")).isEmpty();
        assertThat(json("GET", "/events", "").get("data")).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(send("POST", "/nothing", "").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/reset", "{broken").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/sessions/cs_none/refund", "").statusCode()).isEqualTo(400);
    }

    @Test
    void showsADashboardThatWorksWithoutAScript() {
        String id = sandbox.api().openSession();
        json("POST", "/sessions/" + id + "/pay", "");

        HttpResponse<String> page =
                send(HttpRequest.newBuilder(sandbox.get().dashboard()).build());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(id, "Refund", "€1.99", "Dispute", "Warn of fraud")
                .doesNotContain("<script", "Escalate");
        HttpResponse<String> pressed = send(
                HttpRequest.newBuilder(URI.create(sandbox.get().url() + "/_sandbox/api/sessions/" + id + "/refund"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("amount="))
                        .build());
        assertThat(pressed.statusCode()).isEqualTo(303);
        json("POST", "/sessions/" + paidSession() + "/inquire", "");
        assertThat(send(HttpRequest.newBuilder(sandbox.get().dashboard()).build())
                        .body())
                .contains("Escalate", "Close inquiry");
        assertThat(sandbox.get().ledger().of(id).orElseThrow().refunded()).isEqualTo(199);
    }

    private String paidSession() {
        String id = sandbox.api().openSession();
        json("POST", "/sessions/" + id + "/pay", "");
        return id;
    }

    @Test
    void letsNoOtherPageResetIt() {
        sandbox.api().openSession();
        String form = "application/x-www-form-urlencoded";

        assertThat(reset(form, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(reset(form, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(reset(form, "Origin", "http://localhost:1").statusCode()).isEqualTo(403);
        assertThat(reset(form, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(reset(form, "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
        assertThat(reset("text/plain", "Origin", "https://evil.example").body()).contains("not another web page");
        assertThat(json("GET", "/ledger", "").get("data")).hasSize(1);
    }

    @Test
    void letsItsOwnPagesAndProgramsResetIt() {
        sandbox.api().openSession();
        String form = "application/x-www-form-urlencoded";

        assertThat(reset(form, "Origin", sandbox.get().url(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
        assertThat(json("GET", "/ledger", "").get("data")).isEmpty();
        sandbox.api().openSession();
        assertThat(reset("text/plain", "User-Agent", "program").statusCode()).isEqualTo(200);
        assertThat(json("GET", "/ledger", "").get("data")).isEmpty();
    }

    @Test
    void answersOnlyUnderItsOwnNames() throws IOException {
        try (StripeSandbox named =
                StripeSandbox.start(SandboxOptions.defaults().withPublicUrl("https://pay.example/stripe"))) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "pay.example")) {
                assertThat(ledgerOf(named, host)).as(host).startsWith("HTTP/1.1 200");
                assertThat(ledgerOf(named, host + ":" + named.port())).as(host).startsWith("HTTP/1.1 200");
            }
            for (String host : List.of("evil.example", "localhost.evil.example", "pay.example.evil.example")) {
                assertThat(ledgerOf(named, host)).as(host).startsWith("HTTP/1.1 403");
                assertThat(ledgerOf(named, host + ":" + named.port())).as(host).startsWith("HTTP/1.1 403");
            }
            assertThat(reset(named, "text/plain", "Origin", "https://pay.example")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(ledgerOf(sandbox.get(), "pay.example")).startsWith("HTTP/1.1 403");
    }

    /** By hand, because Java's client does not let one choose the host name. */
    private static String ledgerOf(StripeSandbox from, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), from.port())) {
            String request = "GET /_sandbox/api/ledger HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> reset(String type, String... headers) {
        return reset(sandbox.get(), type, headers);
    }

    private static HttpResponse<String> reset(StripeSandbox which, String type, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(which.url() + "/_sandbox/api/reset"))
                .header("Content-Type", type)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private ObjectNode json(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.get().url() + "/_sandbox/api" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
