package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.payment.TestCard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody tells of anything; where our books differ from Stripe's, they are mended. */
class ReconciliationIT extends ReconciliationScene {

    @Test
    void grantsWhatWasPaidAndNobodyToldOf() {
        Browser browser = shop.browser();
        Bought bought = paid(browser);

        JsonNode report = compare();

        assertThat(only(report).get("kind").asText()).isEqualTo("paid_not_granted");
        assertThat(only(report).get("purchase_id").asText()).isEqualTo(bought.purchaseId());
        assertThat(only(report).get("checkout_id").asText()).isEqualTo(bought.checkoutId());
        assertThat(only(report).get("mended").asBoolean()).isTrue();
        assertThat(report.get("open").asLong()).isZero();
        assertThat(report.at("/counts/paid_not_granted/mended").asLong()).isEqualTo(1);
        assertThat(mayRead(browser)).isTrue();
        assertThat(isHealthy()).isTrue();
        assertThat(compare().get("findings")).as("a second time").isEmpty();
        assertAgree(bought);
    }

    @Test
    void findsWhatWasPaidOnAPageThatWasOpenedBeforeTheWindow() {
        Bought bought = shop.browser().buys("term_month");
        shop.advance(Duration.ofMinutes(20));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        // A reader who comes back changes the purchase, and so it is looked up.
        touch(bought);
        shop.advance(Duration.ofMinutes(1));

        JsonNode report = compare(shop.clock().instant().minus(Duration.ofMinutes(2)));

        assertThat(report.at("/compared/checkouts").asInt()).isZero();
        assertThat(report.at("/compared/purchases").asInt()).isEqualTo(1);
        assertThat(kinds(report)).containsExactly("paid_not_granted mended");
        assertAgree(bought);
    }

    @Test
    void adoptsAPurchaseWhoseCheckoutAnswerWasLostAndWhoseBuyerNeverCameBack() {
        Bought bought = shop.browser().buys("term_month");
        shop.forgetCheckout(bought);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).containsExactly("paid_not_granted mended");
        assertThat(entry(bought).at("/provider/checkout_id").asText()).isEqualTo(bought.checkoutId());
        assertAgree(bought);
    }

    @Test
    void leavesAPageAloneWhoseAnswerMayStillBeOnItsWay() {
        Browser browser = shop.browser();
        Bought bought = browser.buys("term_month");
        shop.forgetCheckout(bought);
        shop.advance(Duration.ofMinutes(10));

        assertThat(compare().get("findings")).isEmpty();

        assertThat(browser.buys("term_month").checkoutId()).isEqualTo(bought.checkoutId());
    }

    @Test
    void endsAnAdoptedPurchaseWhoseCheckoutExpired() {
        Bought bought = shop.browser().buys("term_month");
        shop.forgetCheckout(bought);
        shop.stripe().merchant().expire(bought.checkoutId());
        shop.advance(Duration.ofHours(1));

        assertThat(compare().get("findings")).isEmpty();

        assertThat(entry(bought).get("status").asText()).isEqualTo("expired");
    }

    @Test
    void followsARefundThatWasMadeWhileWeWereAway() {
        Browser browser = shop.browser();
        Bought bought = settled(browser);
        shop.advance(Duration.ofDays(30));
        shop.stripe().refund(bought.checkoutId());
        shop.advance(Duration.ofHours(1));
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("fulfilled");

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");

        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        assertThat(compare().get("findings")).isEmpty();
        assertAgree(bought);
    }

    @Test
    void followsARefundThatFailedWeeksLater() {
        Bought bought = settled(shop.browser());
        String refund = shop.stripe().refund(bought.checkoutId(), 100).get("id").asText();
        shop.advance(Duration.ofHours(1));
        compare();
        shop.advance(Duration.ofDays(20));
        shop.stripe().merchant().failRefund(refund);
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");

        assertThat(entry(bought).at("/refunds/0/status").asText()).isEqualTo("failed");
        assertAgree(bought);
    }

    @Test
    void followsADisputeThatWasOpenedAndDecidedWhileWeWereAway() {
        Browser browser = shop.browser();
        Bought bought = settled(browser);
        shop.advance(Duration.ofDays(10));
        String dispute = shop.stripe().dispute(bought.checkoutId()).get("id").asText();
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("money_back_differs mended");
        assertThat(mayRead(browser)).isFalse();
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("suspended");
        assertAgree(bought);

        shop.advance(Duration.ofDays(80));
        shop.stripe().bank().lose(dispute);
        assertThat(kinds(compare())).containsExactly("money_back_differs mended");
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        assertAgree(bought);
    }

    @Test
    void passesOverWhatOthersSellOnTheAccount() {
        String theirs = otherProduct("");
        shop.stripe().pay(theirs, TestCard.VISA, shop.someone());
        shop.stripe().refund(theirs, 100);
        shop.stripe().dispute(theirs);
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(report.get("findings")).isEmpty();
        assertThat(report.at("/compared/checkouts").asInt()).isZero();
        assertThat(report.at("/compared/money_back").asInt()).isZero();
    }

    @Test
    void readsEveryPage() {
        Bought oldest = paid(shop.browser());
        for (int i = 0; i < 105; i++) {
            otherProduct("&metadata[fermata_purchase]=pur_elsewhere" + i);
        }
        Bought newest = paid(shop.browser());

        JsonNode report = compare();

        assertThat(report.at("/compared/checkouts").asInt()).isEqualTo(107);
        assertThat(kinds(report)).containsExactly("paid_not_granted mended", "paid_not_granted mended");
        assertAgree(oldest);
        assertAgree(newest);
    }

    @Test
    void goesOnWithTheOthersWhenStripeDeclinesToTellOfOne() {
        List<Bought> refunded = List.of(settled(shop.browser()), settled(shop.browser()));
        refunded.forEach(bought -> shop.stripe().refund(bought.checkoutId()));
        shop.advance(Duration.ofHours(1));
        shop.stripe().fail("GET", "/v1/refunds", 1, false, declined());

        assertThat(kinds(compare())).contains("money_back_differs open", "money_back_differs mended");

        assertThat(compare().get("findings")).isEmpty();
        refunded.forEach(ReconciliationScene::assertAgree);
    }

    private static Fault.Kind.Answer declined() {
        return new Fault.Kind.Answer(
                400,
                Map.of("Content-Type", "application/json"),
                "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No\"}}");
    }

    @Test
    void keepsWhatItFoundWhenStripeFailsInTheMiddleAndGoesOnTheNextTime() {
        Bought bought = paid(shop.browser());
        // Settling asks for the disputes of the one charge first.
        shop.stripe().fail(new Fault("GET", "/v1/disputes", 1, 100, false, Fault.apiError(500)));

        Answer failed = post("{}");

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.problem()).isEqualTo("payment-provider-unavailable");
        JsonNode stored = get(failed.json().get("reconciliation_id").asText());
        assertThat(stored.get("finished_at").isNull()).isTrue();
        assertThat(stored.get("error").asText()).contains("500");
        assertThat(kinds(stored)).containsExactly("paid_not_granted mended");
        shop.stripe().faults().clear();
        assertThat(compare().get("findings")).isEmpty();
        assertAgree(bought);
    }

    private static void touch(Bought bought) {
        database.useHandle(handle -> handle.createUpdate("UPDATE purchase SET updated_at = :now WHERE id = :id")
                .bind("now", shop.clock().instant())
                .bind("id", bought.purchaseId())
                .execute());
    }

    /** Other software on the account opens a checkout. */
    private static String otherProduct(String more) {
        String form = "mode=payment&success_url=https://other.example/&line_items[0][quantity]=1"
                + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=4200"
                + "&line_items[0][price_data][product_data][name]=A hat" + more;
        var request = HttpRequest.newBuilder(URI.create(shop.stripe().url() + "/v1/checkout/sessions"))
                .header("Authorization", "Bearer " + shop.stripe().apiKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        form.replace(" ", "+").replace("[", "%5B").replace("]", "%5D")));
        return shop.service().send(request).json().get("id").asText();
    }

    private static boolean mayRead(Browser browser) {
        return browser.get("api/access?resource=premium").json().get("granted").asBoolean();
    }
}
