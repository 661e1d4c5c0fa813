package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What settling cannot mend is reported, and is an alarm until a person has put it right. */
class ReconciliationReportIT extends ReconciliationScene {

    @Test
    void reportsAccessWithoutPaymentUntilSomebodyPutsItRight() {
        Bought bought = settled(shop.browser());
        Bought unpaid = shop.browser().buys("term_month");
        // As a restored or mishandled database may have it: the purchase says paid, its checkout is another that was
        // not.
        database.useHandle(handle -> {
            handle.execute(
                    "UPDATE purchase SET checkout_id = NULL, payment = 'expired' WHERE id = ?", unpaid.purchaseId());
            handle.execute(
                    "UPDATE purchase SET checkout_id = ? WHERE id = ?", unpaid.checkoutId(), bought.purchaseId());
        });
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).contains("granted_not_paid open");
        assertThat(report.at("/counts/granted_not_paid/found").asLong()).isEqualTo(1);
        assertThat(health()).contains("could not mend").contains("1 granted_not_paid");
        assertThat(shop.service().get(shop.service().adminUrl() + "/prometheus").body())
                .containsPattern("(?m)^reconciliation_granted_not_paid 1\\.0")
                .containsPattern("(?m)^reconciliation_amount_differs 0\\.0")
                .containsPattern("(?m)^reconciliation_open 2\\.0");

        shop.advance(Duration.ofDays(10));
        assertThat(kinds(compare())).as("an alarm does not end with time").contains("granted_not_paid open");
        assertThat(isHealthy()).isFalse();

        database.useHandle(handle -> handle.execute(
                "UPDATE purchase SET checkout_id = ? WHERE id = ?", bought.checkoutId(), bought.purchaseId()));
        shop.service().post("api/v1/purchases/" + bought.purchaseId() + "/settle", "", TOKEN);
        assertThat(compare().get("open").asLong()).isZero();
        assertThat(isHealthy()).isTrue();
        assertAgree(bought);
    }

    @Test
    void reportsWhatWasTakenAtAnotherPriceUntilItIsRefunded() {
        Bought bought = shop.browser().buys("term_month");
        database.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount = 1 WHERE id = ?", bought.purchaseId()));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        assertThat(kinds(compare())).containsExactly("amount_differs open");
        assertThat(entry(bought).get("delivery").asText()).isEqualTo("unfulfilled");
        assertThat(entry(bought).get("quarantine").asText()).isNotEmpty();
        assertThat(health()).contains("1 amount_differs");

        shop.stripe().refund(bought.checkoutId());
        shop.advance(Duration.ofHours(1));
        assertThat(compare().get("open").asLong()).isZero();
        assertThat(isHealthy()).isTrue();
    }

    @Test
    void reportsAnAmountThatIsWrittenDownWrong() {
        Bought bought = settled(shop.browser());
        database.useHandle(
                handle -> handle.execute("UPDATE purchase SET amount_paid = 1 WHERE id = ?", bought.purchaseId()));

        assertThat(kinds(compare())).containsExactly("amount_differs open");
    }

    @Test
    void reportsEntitlementsThatAreGone() {
        Bought bought = settled(shop.browser());
        database.useHandle(
                handle -> handle.execute("DELETE FROM entitlement WHERE purchase_id = ?", bought.purchaseId()));

        assertThat(kinds(compare())).containsExactly("paid_not_granted open");
    }

    @Test
    void reportsMoneyForPurchasesThatAreNotHereUntilItIsRefunded() {
        Bought paid = paid(shop.browser());
        shop.browser().buys("term_month");
        database.useHandle(handle -> handle.execute("TRUNCATE purchase CASCADE"));

        JsonNode report = compare();

        assertThat(kinds(report))
                .as("nothing is owed for the page that nobody paid")
                .containsExactly("unknown_purchase open");
        assertThat(only(report).get("purchase_id").asText()).isEqualTo(paid.purchaseId());
        shop.advance(Duration.ofDays(5));
        assertThat(kinds(compare())).containsExactly("unknown_purchase open");
        shop.stripe().refund(paid.checkoutId());
        assertThat(kinds(compare())).isEmpty();
    }

    @Test
    void reportsASecondPaymentOnAPageThatThePurchaseGaveUp() {
        Browser browser = shop.browser();
        Bought first = browser.buys("term_month");
        database.useHandle(handle -> handle.execute(
                "UPDATE purchase SET checkout_id = 'cs_other', payment = 'expired' WHERE id = ?", first.purchaseId()));
        shop.stripe().pay(first.checkoutId(), TestCard.VISA, shop.someone());
        shop.advance(Duration.ofHours(1));

        JsonNode report = compare();

        assertThat(kinds(report)).containsExactly("paid_not_granted open");
        assertThat(only(report).get("checkout_id").asText()).isEqualTo(first.checkoutId());
        assertThat(only(report).get("detail").asText()).contains("cs_other");
    }

    @Test
    void tellsCheckoutsThatStripeDoesNotHaveFromThoseThatOurKeyCannotSee() {
        Bought gone = settled(shop.browser());
        Bought elsewhere = settled(shop.browser());
        Bought live = settled(shop.browser());
        database.useHandle(handle -> {
            handle.execute(
                    "UPDATE purchase SET checkout_id = 'cs_gone', payment_id = 'pi_gone' WHERE id = ?",
                    gone.purchaseId());
            handle.execute(
                    """
                    UPDATE purchase SET checkout_id = 'cs_far', payment_id = 'pi_far', provider_account = 'acct_far'
                    WHERE id = ?
                    """,
                    elsewhere.purchaseId());
            handle.execute(
                    "UPDATE purchase SET checkout_id = 'cs_live', payment_id = 'pi_live', livemode = true WHERE id = ?",
                    live.purchaseId());
        });
        for (Bought bought : List.of(gone, elsewhere, live)) {
            shop.stripe().refund(bought.checkoutId());
        }

        JsonNode report = compare();

        assertThat(kinds(report))
                .containsExactlyInAnyOrder("unknown_checkout open", "not_visible open", "not_visible open");
        assertThat(report.get("open").asLong())
                .as("what our key cannot see is no alarm")
                .isEqualTo(1);
        assertThat(health()).contains("1 unknown_checkout").doesNotContain("not_visible");
    }
}
