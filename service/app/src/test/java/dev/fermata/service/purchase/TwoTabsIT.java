package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One browser, two tabs: no two pages for one purpose can be paid in it, whatever the reader does. */
class TwoTabsIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @AfterEach
    void tellEverything() {
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
    }

    @Test
    void closesThePageThatWasOpenedBeforeTheReaderWasSignedIn() {
        Bought before = browser.buys("term_lifetime");
        signsInByBuyingSomethingElse();

        Bought after = browser.buys("term_lifetime");

        assertThat(pageOf(before)).isEqualTo("expired");
        assertThat(pageOf(after)).isEqualTo("open");
    }

    @Test
    void sellsNothingTwiceThatWasPaidOnThePageFromBefore() {
        Bought before = browser.buys("term_lifetime");
        signsInByBuyingSomethingElse();
        shop.stripe().deliveries().hold();
        shop.stripe().pay(before.checkoutId(), TestCard.VISA, shop.someone());

        Answer refused = browser.post("api/purchases", "{\"term_id\":\"term_lifetime\"}");

        assertThat(refused.problem()).isEqualTo("already-entitled");
    }

    @Test
    void waitsForTheMoneyThatIsOnItsWayFromThePageFromBefore() {
        Bought before = browser.buys("term_lifetime");
        signsInByBuyingSomethingElse();
        shop.stripe().buyer().pay(before.checkoutId(), TestDebit.SUCCEEDS, shop.someone());

        Answer refused = browser.post("api/purchases", "{\"term_id\":\"term_lifetime\"}");

        assertThat(refused.problem()).isEqualTo("payment-processing");
        shop.stripe().merchant().decide(before.checkoutId(), true);
    }

    /** As when the key was another account's for a while, and the page was given up although a debit had begun. */
    @Test
    void closesThePageThatWasOpenedAfterAPurchaseWasGivenUpThatIsPaidLateNevertheless() {
        Bought given = browser.buys("term_month");
        shop.service()
                .database()
                .useHandle(handle ->
                        handle.execute("UPDATE purchase SET payment = 'expired' WHERE id = ?", given.purchaseId()));
        Bought open = browser.buys("term_month");
        assertThat(open.purchaseId()).isNotEqualTo(given.purchaseId());
        shop.stripe().deliveries().hold();
        shop.stripe().buyer().pay(given.checkoutId(), TestDebit.SUCCEEDS, shop.someone());

        Answer settled = shop.service()
                .post(
                        "api/v1/purchases/" + given.purchaseId() + "/settle",
                        "",
                        "Authorization",
                        "Bearer " + ServiceUnderTest.API_TOKEN);

        assertThat(settled.json().get("status").asText()).as(settled.body()).isEqualTo("processing");
        assertThat(pageOf(open)).isEqualTo("expired");
        shop.stripe().merchant().decide(given.checkoutId(), true);
    }

    private void signsInByBuyingSomethingElse() {
        Bought other = browser.buys("term_day_pass");
        shop.stripe().pay(other.checkoutId(), TestCard.VISA, shop.someone());
        Returned.from(browser, other);
    }

    private String pageOf(Bought bought) {
        return shop.stripe().session(bought.checkoutId()).get("status").asText();
    }
}
