package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRulesIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private Api api() {
        return sandbox.api();
    }

    @Test
    void refusesCallersWithoutAProperKey() {
        assertThat(api().without("Authorization").get("/v1/products").status()).isEqualTo(401);
        assertThat(api().with("Authorization", "Bearer pk_test_1")
                        .get("/v1/products")
                        .error()
                        .get("message")
                        .asText())
                .startsWith("Invalid API Key provided");
        sandbox.get().revoke(sandbox.get().apiKey());
        assertThat(api().get("/v1/products").error().get("code").asText()).isEqualTo("api_key_expired");
    }

    @Test
    void keepsAccountsAndModesApart() {
        String id = api().openSession();
        Api other = new Api(sandbox.get().url(), "sk_test_other");
        Api live = new Api(sandbox.get().url(), "sk_live_sandbox");
        Api restricted = new Api(sandbox.get().url(), "rk_test_sandbox_orders");

        assertThat(other.get("/v1/checkout/sessions/" + id).status()).isEqualTo(404);
        assertThat(live.get("/v1/checkout/sessions/" + id).status()).isEqualTo(404);
        assertThat(live.session().get("livemode").asBoolean()).isTrue();
        assertThat(restricted.get("/v1/checkout/sessions/" + id).status()).isEqualTo(200);
        assertThat(api().with("Stripe-Account", "acct_other").get("/v1/account").status())
                .isEqualTo(403);
        assertThat(api().with("Stripe-Account", "acct_sandbox")
                        .get("/v1/account")
                        .status())
                .isEqualTo(200);
        assertThat(api().get("/v1/accounts/acct_sandbox").status()).isEqualTo(200);
    }

    @Test
    void speaksOneVersion() {
        assertThat(api().with("Stripe-Version", "2026-07-29.dahlia")
                        .get("/v1/account")
                        .status())
                .isEqualTo(200);
        assertThat(api().with("Stripe-Version", "2024-06-20").get("/v1/account").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 1, parameter_unknown, Received unknown parameter: nonsense",
        "line_items[0][nonsense], 1, parameter_unknown, Received unknown parameter: line_items[0][nonsense]",
        "mode, gift, '', Invalid mode: must be one of",
        "mode, subscription, sandbox_unsupported, The sandbox does not know mode subscription.",
        "expires_at, soon, parameter_invalid_integer, Invalid integer: soon",
        "expires_at, 5, '', must be at least 30 minutes",
        "allow_promotion_codes, maybe, '', Invalid boolean: maybe",
        "success_url, '', parameter_invalid_empty, You passed an empty string for 'success_url'",
        "success_url, nowhere, url_invalid, Not a valid URL",
        "line_items[0][price], price_none, resource_missing, No such price: 'price_none'",
        "line_items[0][quantity], 0, parameter_invalid_integer, Invalid positive integer",
        "line_items, x, '', Invalid array",
        "customer, cus_none, resource_missing, No such customer: 'cus_none'",
        "customer_email, nobody, email_invalid, Invalid email address: nobody",
        "ui_mode, elements, sandbox_unsupported, The sandbox does not know ui_mode elements."
    })
    void saysWhatIsWrongWithAParameter(String param, String value, String code, String message) {
        List<String> params = new ArrayList<>(List.of(
                "success_url",
                "https://example.com",
                "line_items[0][price]",
                api().price(),
                "line_items[0][quantity]",
                "1"));
        for (int i = 0; i < params.size(); i += 2) {
            if (params.get(i).equals(param) || params.get(i).startsWith(param + "[")) {
                params.remove(i + 1);
                params.remove(i);
                i -= 2;
            }
        }
        params.addAll(List.of(param, value));

        Api.Answer answer = api().post("/v1/checkout/sessions", params.toArray(String[]::new));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("code").asText()).isEqualTo(code);
        assertThat(answer.error().get("message").asText()).contains(message);
        assertThat(answer.error().get("param").asText()).isEqualTo(param);
        assertThat(answer.header("Request-Id")).startsWith("req_");
    }

    @Test
    void saysWhichParameterIsMissing() {
        JsonNode error = api().post("/v1/products").error();

        assertThat(error.get("code").asText()).isEqualTo("parameter_missing");
        assertThat(error.get("param").asText()).isEqualTo("name");
        assertThat(api().get("/v1/nothing").error().get("message").asText()).startsWith("Unrecognized request URL");
    }

    @Test
    void givesTheSameAnswerToTheSameKey() {
        Api once = api().with("Idempotency-Key", "key-1");

        Api.Answer first = once.post("/v1/products", "name", "A");
        Api.Answer second = once.post("/v1/products", "name", "A");

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(api().read("/v1/products").get("data")).hasSize(1);
        assertThat(once.post("/v1/products", "name", "B").error().get("type").asText())
                .isEqualTo("idempotency_error");
        assertThat(once.post("/v1/customers").error().get("message").asText()).contains("same endpoint");
        sandbox.get().advance(Duration.ofHours(25));
        assertThat(once.post("/v1/products", "name", "B").status()).isEqualTo(200);
    }

    @Test
    void keepsRealErrorsButNotRefusalsUnderAKey() {
        Api once = api().with("Idempotency-Key", "key-1");

        assertThat(once.post("/v1/products", "nonsense", "1").status()).isEqualTo(400);
        assertThat(once.post("/v1/products", "name", "A").status()).isEqualTo(200);

        Api other = api().with("Idempotency-Key", "key-2");
        String[] declined = {
            "amount", "100", "currency", "eur", "confirm", "true", "payment_method", "pm_card_chargeDeclined"
        };
        assertThat(other.post("/v1/payment_intents", declined).status()).isEqualTo(402);
        assertThat(other.post("/v1/payment_intents", declined).header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void letsOneOfManyConcurrentRequestsWithAKeyThrough() {
        Api once = api().with("Idempotency-Key", "key-1");

        List<CompletableFuture<Api.Answer>> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            all.add(CompletableFuture.supplyAsync(() -> once.post("/v1/products", "name", "A")));
        }

        assertThat(all).allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 409));
        assertThat(api().read("/v1/products").get("data")).hasSize(1);
    }

    @Test
    void turnsPagesInBothDirections() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, api().created("/v1/products", "name", "P" + i).get("id").asText());
        }

        ObjectNode first = api().read("/v1/products", "limit", "2");
        ObjectNode second = api().read("/v1/products", "limit", "2", "starting_after", ids.get(1));
        ObjectNode back = api().read("/v1/products", "limit", "2", "ending_before", ids.get(3));

        assertThat(first.get("data").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(second.get("data").findValuesAsText("id")).isEqualTo(ids.subList(2, 4));
        assertThat(back.get("data").findValuesAsText("id")).isEqualTo(ids.subList(1, 3));
        assertThat(api().get("/v1/products", "limit", "101").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "automatic_tax", "automatic_tax.enabled", "nothing", "payment_intent.nothing"})
    void unfoldsOnlyWhatCanBeUnfolded(String path) {
        String id = api().openSession();
        sandbox.get().pay(id, TestCard.VISA, "buyer@example.com");

        Api.Answer answer = api().get("/v1/checkout/sessions/" + id, "expand[]", path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("message").asText()).contains("cannot be expanded");
    }

    @Test
    void listsEventsByTypeAndTime() {
        api().openSession();
        long now = sandbox.get().clock().seconds();

        assertThat(api().read("/v1/events", "types[]", "price.created").get("data"))
                .hasSize(1);
        assertThat(api().read("/v1/events", "type", "product.*").get("data")).hasSize(1);
        assertThat(api().read("/v1/events", "created[gt]", Long.toString(now + 1))
                        .get("data"))
                .isEmpty();
        assertThat(api().read("/v1/events", "created[gte]", Long.toString(now - 60))
                        .get("data"))
                .hasSize(2);
    }

    @Test
    void goesWrongAsAskedBeforeOrAfterTheEffect() {
        sandbox.get().fail("POST", "/v1/products", 1, false, Fault.html(502));
        sandbox.get().fail("POST", "/v1/products", 1, true, Fault.apiError(500));
        sandbox.get().fail("POST", "/v1/products", 1, true, new Fault.Kind.Truncate());
        sandbox.get().fail("GET", "/v1/products", 2, false, Fault.apiError(429));

        assertThat(api().post("/v1/products", "name", "A").response().body()).contains("Bad Gateway");
        assertThat(api().post("/v1/products", "name", "B").status()).isEqualTo(500);
        assertThat(failure(() -> api().post("/v1/products", "name", "C"))).isNotNull();
        assertThat(api().get("/v1/products").status()).isEqualTo(429);
        assertThat(api().get("/v1/products").status()).isEqualTo(429);
        assertThat(api().read("/v1/products").get("data").findValuesAsText("name"))
                .containsExactly("C", "B");
    }

    @Test
    void dropsTheConnectionBeforeAndAfterTheEffect() {
        Api once = api().with("Idempotency-Key", "key-1");
        sandbox.get().fail("POST", "/v1/products", 2, true, new Fault.Kind.Drop());

        assertThat(failure(() -> once.post("/v1/products", "name", "A"))).isNotNull();
        sandbox.get().faults().clear();
        assertThat(once.post("/v1/products", "name", "A").header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(sandbox.get().requests().entries().get(0).status()).isZero();
    }

    @Test
    void refusesAsStripeDoesWhenItIsBusy() {
        sandbox.get()
                .fail(
                        "GET",
                        "/v1/products",
                        1,
                        false,
                        Fault.apiError(429).retryAfter(Duration.ofSeconds(2)).shouldRetry(true));
        sandbox.get().fail("GET", "/v1/products", 1, false, Fault.lockTimeout());
        sandbox.get().fail("GET", "/v1/products", 1, false, Fault.keyInUse());

        Api.Answer limited = api().get("/v1/products");
        Api.Answer locked = api().get("/v1/products");
        Api.Answer inUse = api().get("/v1/products");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isEqualTo("2");
        assertThat(limited.header("Stripe-Should-Retry")).isEqualTo("true");
        assertThat(limited.header("Request-Id")).startsWith("req_");
        assertThat(locked.error().get("code").asText()).isEqualTo("lock_timeout");
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.error().get("code").asText()).isEqualTo("idempotency_key_in_use");
    }

    @Test
    void canGoWrongAtALaterRequest() {
        sandbox.get().fail(new Fault("GET", "/v1/products/{id}", 2, 1, false, Fault.apiError(500)));
        String path = "/v1/products/"
                + api().created("/v1/products", "name", "A").get("id").asText();

        assertThat(List.of(
                        api().get(path).status(), api().get(path).status(),
                        api().get(path).status(), api().get(path).status()))
                .containsExactly(200, 200, 500, 200);
    }

    @Test
    void limitsTheRateAndKeepsNoRefusalUnderAKey() {
        Api once = api().with("Idempotency-Key", "key-1");
        sandbox.get().limitRate(1);
        api().created("/v1/products", "name", "A");

        Api.Answer refused = once.post("/v1/products", "name", "B");
        sandbox.get().advance(Duration.ofSeconds(2));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error().get("code").asText()).isEqualTo("rate_limit");
        assertThat(once.post("/v1/products", "name", "B").status()).isEqualTo(200);
    }

    private static Exception failure(Runnable call) {
        try {
            call.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
