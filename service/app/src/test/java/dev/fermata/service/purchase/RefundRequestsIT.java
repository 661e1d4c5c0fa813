package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.payment.TestCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refund is asked for with, and what is answered: nobody gets more, or another refund, than was meant. */
class RefundRequestsIT {

    private static final String TOKEN = "Bearer " + ServiceUnderTest.API_TOKEN;
    private static final String WISH = "{\"amount\":100,\"reason\":\"duplicate\",\"note\":\"Ticket 4711\"}";

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @AfterEach
    void mend() {
        shop.stripe().faults().clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount\":200,\"reason\":\"duplicate\",\"note\":\"Ticket 4711\"}",
                "{\"reason\":\"duplicate\",\"note\":\"Ticket 4711\"}",
                "{\"amount\":100,\"note\":\"Ticket 4711\"}",
                "{\"amount\":100,\"reason\":\"duplicate\",\"note\":\"Ticket 4712\"}",
            })
    void takesAKeyForTheSameWishOnly(String other) {
        Bought bought = paid();
        String key = "same-" + bought.purchaseId();
        assertThat(refund(bought, WISH, "Idempotency-Key", key).status()).isEqualTo(201);

        assertThat(refund(bought, other, "Idempotency-Key", key).problem()).isEqualTo("idempotency-key-reused");

        assertThat(refund(bought, WISH, "Idempotency-Key", key).status()).isEqualTo(200);
        assertThat(ledger(bought).refunded()).isEqualTo(100);
    }

    @Test
    void takesAllThatIsLeftForTheSameWishAlsoWhenNothingIsLeft() {
        Bought bought = paid();
        String key = "all-" + bought.purchaseId();
        assertThat(refund(bought, "{}", "Idempotency-Key", key).status()).isEqualTo(201);

        assertThat(refund(bought, "{}", "Idempotency-Key", key).status()).isEqualTo(200);
        assertThat(refund(bought, "{\"amount\":999}", "Idempotency-Key", key).problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void takesAKeyForOnePurchaseOnly() {
        Bought bought = paid();
        String key = "one-" + bought.purchaseId();
        assertThat(refund(bought, WISH, "Idempotency-Key", key).status()).isEqualTo(201);
        Bought other = paid();

        assertThat(refund(other, WISH, "Idempotency-Key", key).problem()).isEqualTo("idempotency-key-reused");

        assertThat(ledger(other).refunded()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"401, api_key_expired", "403, more_permissions_required"})
    void goesOnWantingARefundWhileStripeRefusesOurKeyAndNotTheRefund(int status, String code) {
        Bought bought = paid();
        String key = "wanted-" + bought.purchaseId();
        shop.stripe().fail("POST", "/v1/refunds", 2, false, refusal(status, code));

        Answer waiting = refund(bought, "{}", "Idempotency-Key", key);
        assertThat(waiting.status()).as(waiting.body()).isEqualTo(202);
        assertThat(waiting.json().get("status").asText()).isEqualTo("requested");

        shop.stripe().faults().clear();
        assertThat(refund(bought, "{}", "Idempotency-Key", key)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(ledger(bought).refunds()).hasSize(1);
    }

    private static Fault.Kind.Answer refusal(int status, String code) {
        return new Fault.Kind.Answer(
                status,
                Map.of("Content-Type", "application/json"),
                "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No\",\"code\":\"%s\"}}".formatted(code));
    }

    @Test
    void doesNotGiveAllBackForAnAmountThatIsNull() {
        Bought bought = paid();

        Answer answer = refund(bought, "{\"amount\":null}");

        assertThat(answer.pointers()).as(answer.body()).containsExactly("/amount");
        assertThat(entry(bought).at("/amount_refunded/amount").asLong()).isZero();
    }

    @Test
    void refundsOnlyWhatIsPaid() {
        Bought open = browser.buys("term_month");

        assertThat(refund(open, "{}").problem()).isEqualTo("purchase-not-paid");
        assertThat(refund(new Bought("pur_nothing", "", 0), "{}").problem()).isEqualTo("purchase-not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\":null}|/amount",
                "{\"amount\":0}|/amount",
                "{\"amount\":-1}|/amount",
                "{\"amount\":1.5}|/amount",
                "{\"amount\":\"999\"}|/amount",
                "{\"amount\":99999999999999999999}|/amount",
                "{\"reason\":\"because\"}|/reason",
                "{\"reason\":7}|/reason",
                "{\"reason\":null}|/reason",
                "{\"note\":\"\"}|/note",
                "{\"note\":[]}|/note",
                "{\"note\":null}|/note",
                "{\"sum\":1}|/sum",
                "[]|''",
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Bought bought = browser.buys("term_month");

        Answer answer = refund(bought, body);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        Bought bought = browser.buys("term_month");

        assertThat(refund(bought, "{}", "Idempotency-Key", "k".repeat(256)).problem())
                .isEqualTo("invalid-request");
    }

    private Bought paid() {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        Returned.from(browser, bought);
        return bought;
    }

    private Answer refund(Bought bought, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", TOKEN));
        all.addAll(List.of(headers));
        return shop.service()
                .post("api/v1/purchases/" + bought.purchaseId() + "/refunds", body, all.toArray(String[]::new));
    }

    private JsonNode entry(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", TOKEN)
                .json();
    }

    private Ledger.Entry ledger(Bought bought) {
        return shop.stripe().ledger().of(bought.checkoutId()).orElseThrow();
    }
}
