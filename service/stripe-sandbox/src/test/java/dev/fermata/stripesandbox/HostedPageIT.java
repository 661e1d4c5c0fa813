package dev.fermata.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.fidelity.Api;
import dev.fermata.stripesandbox.fidelity.RunningSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page, as a browser without a script sees it. */
class HostedPageIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    @Test
    void hasTheFieldsOfStripesOwnPage() {
        String page = get(sandbox.api().session().get("url").asText()).body();

        assertThat(page)
                .contains(
                        "id=\"email\"",
                        "id=\"cardNumber\"",
                        "id=\"cardExpiry\"",
                        "id=\"cardCvc\"",
                        "id=\"billingName\"")
                .contains(
                        "data-testid=\"hosted-payment-submit-button\"", "data-testid=\"business-link\"", "id=\"iban\"")
                .contains("€1.99", "Day pass", "http://localhost:8090/cancel")
                .doesNotContain("<script");
    }

    @Test
    void sendsThePayingBuyerBackWithTheSessionId() {
        String id = sandbox.api().openSession();

        HttpResponse<String> answer = pay(id, "4242 4242 4242 4242");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("http://localhost:8090/return?session_id=" + id);
        assertThat(sandbox.get().session(id).at("/customer_details/name").asText())
                .isEqualTo("Jenny Rosen");
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002, Your card was declined.",
        "4000000000009995, Your card has insufficient funds.",
        "4000000000000069, Your card has expired.",
        "4000000000000127, Your card&#39;s security code is incorrect.",
        "4000000000000010, Your request was in test mode"
    })
    void keepsTheBuyerOnThePageAfterADecline(String number, String message) {
        String id = sandbox.api().openSession();

        HttpResponse<String> answer = pay(id, number);

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body())
                .contains(message, "value=\"buyer@example.com\"", "value=\"Jenny Rosen\"", "role=\"alert\"")
                .contains("-error\"", "aria-invalid=\"true\"")
                .doesNotContain(number);
        assertThat(sandbox.get().session(id).get("status").asText()).isEqualTo("open");
        assertThat(pay(id, "4242424242424242").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241, 12 / 40, 123, buyer@example.com, Your card number is invalid.",
        "'', 12 / 40, 123, buyer@example.com, Enter your card number.",
        "4242424242424242, 13 / 40, 123, buyer@example.com, expiration date is incomplete or invalid",
        "4242424242424242, 01 / 20, 123, buyer@example.com, expiration date is in the past",
        "4242424242424242, 12 / 40, 12, buyer@example.com, security code is incomplete",
        "4242424242424242, 12 / 40, 123, nobody, email address is incomplete or invalid",
        "4242424242424242, 12 / 40, 123, '', Enter your email address."
    })
    void saysWhatIsWrongWithTheInput(String number, String expiry, String cvc, String email, String message) {
        String id = sandbox.api().openSession();

        HttpResponse<String> answer = post(
                "/c/pay/" + id,
                "email",
                email,
                "cardNumber",
                number,
                "cardExpiry",
                expiry,
                "cardCvc",
                cvc,
                "billingName",
                "Jenny Rosen");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(message);
        assertThat(types()).doesNotContain("payment_intent.created");
    }

    @Test
    void asksForThreeDSecureAndTakesBothAnswers() {
        String id = sandbox.api().openSession();

        String challenge =
                pay(id, "4000002500003155").headers().firstValue("Location").orElseThrow();
        assertThat(challenge).isEqualTo("/c/pay/" + id + "/authenticate");
        assertThat(get(sandbox.get().url() + challenge).body()).contains("name=\"outcome\"");

        HttpResponse<String> failed = post(challenge, "outcome", "fail");
        assertThat(failed.body()).contains("We are unable to authenticate your payment method.");
        assertThat(sandbox.get().session(id).get("status").asText()).isEqualTo("open");

        pay(id, "4000002760003184");
        assertThat(post(challenge, "outcome", "complete").statusCode()).isEqualTo(303);
        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("paid");
    }

    @Test
    void takesABankAccountWhoseMoneyComesLater() {
        String id = sandbox.api().openSession();

        HttpResponse<String> answer = post(
                "/c/pay/" + id,
                "email",
                "buyer@example.com",
                "paymentMethod",
                "sepa_debit",
                "iban",
                "AT61 1904 3002 3457 3201",
                "billingName",
                "Jenny Rosen");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(sandbox.get().session(id).get("payment_status").asText()).isEqualTo("unpaid");
        sandbox.get().advance(Duration.ofSeconds(10));
        assertThat(types()).endsWith("checkout.session.async_payment_succeeded");
    }

    @Test
    void offersNoDebitWhereTheSessionDoesNot() {
        String url = sandbox.api()
                .session("payment_method_types[0]", "card")
                .get("url")
                .asText();

        assertThat(get(url).body()).doesNotContain("id=\"iban\"");
    }

    @Test
    void locksTheAddressTheShopGave() {
        String url = sandbox.api()
                .session("customer_email", "member@example.com")
                .get("url")
                .asText();

        assertThat(get(url).body()).containsPattern("value=\"member@example.com\"[^>]+readonly");
        post(
                URI.create(url).getPath(),
                "email",
                "other@example.com",
                "cardNumber",
                "4242424242424242",
                "cardExpiry",
                "12/40",
                "cardCvc",
                "123",
                "billingName",
                "Jenny Rosen");
        String id = url.substring(url.lastIndexOf('/') + 1);
        assertThat(sandbox.get().session(id).at("/customer_details/email").asText())
                .isEqualTo("member@example.com");
    }

    @Test
    void paysOnceHoweverOftenTheButtonIsPressed() {
        String id = sandbox.api().openSession();

        List<CompletableFuture<HttpResponse<String>>> clicks = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> pay(id, "4242424242424242")))
                .toList();

        assertThat(clicks)
                .allSatisfy(click -> assertThat(click.join().statusCode()).isEqualTo(303));
        assertThat(types()).containsOnlyOnce("charge.succeeded", "checkout.session.completed");
    }

    @Test
    void saysWhenThereIsNothingLeftToPay() {
        String paid = sandbox.api().openSession();
        pay(paid, "4242424242424242");
        String expired = sandbox.api().openSession();
        sandbox.get().merchant().expire(expired);

        assertThat(get(sandbox.get().url() + "/c/pay/" + paid).body()).contains("This order is complete");
        assertThat(get(sandbox.get().url() + "/c/pay/" + expired).statusCode()).isEqualTo(410);
        assertThat(pay(expired, "4242424242424242").body()).contains("This checkout has expired");
        assertThat(get(sandbox.get().url() + "/c/pay/cs_test_unknown").statusCode())
                .isEqualTo(404);
    }

    @Test
    void escapesWhatTheBuyerTyped() {
        String id = sandbox.api().openSession();

        HttpResponse<String> answer =
                post("/c/pay/" + id, "email", "\"><script>alert(1)</script>", "billingName", "<b>");

        assertThat(answer.body()).doesNotContain("<script", "<b>");
    }

    private HttpResponse<String> pay(String id, String number) {
        return post(
                "/c/pay/" + id,
                "email",
                "buyer@example.com",
                "cardNumber",
                number,
                "cardExpiry",
                "12 / 40",
                "cardCvc",
                "123",
                "billingName",
                "Jenny Rosen");
    }

    private HttpResponse<String> post(String path, String... fields) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.get().url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Api.form(fields)))
                .build());
    }

    private static HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> types() {
        return sandbox.get().events().stream().map(StoredEvent::type).toList();
    }
}
