package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets what was paid, and who does not. */
class PurchaseBuyersIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @Test
    void makesAMemberOfAStrangerAndSignsTheirBrowserIn() {
        String email = shop.someone();

        JsonNode exchanged = buy(browser, "term_month", email).exchanged();

        assertThat(exchanged.get("newly_authenticated").asBoolean()).isTrue();
        JsonNode session = browser.get("api/session").json();
        assertThat(session.get("audience_member").get("email").asText()).isEqualTo(email);
        assertThat(session.get("audience_member").get("email_verified").asBoolean())
                .isFalse();
        assertThat(session.get("session").get("authenticated_at").isNull()).isFalse();
        assertThat(slugs(session)).containsExactlyInAnyOrder("premium", "archive");
    }

    @Test
    void givesItToTheSignedInBuyerWhateverAddressTheyType() {
        String email = shop.someone();
        buy(browser, "term_day_pass", email);
        String member = memberOf(browser);

        JsonNode exchanged = buy(browser, "term_month", shop.someone()).exchanged();

        assertThat(exchanged.get("newly_authenticated").asBoolean()).isFalse();
        assertThat(memberOf(browser)).isEqualTo(member);
        assertThat(slugs(browser.get("api/session").json())).contains("archive");
    }

    @Test
    void signsNobodyInForKnowingAnAddress() {
        String victim = shop.someone();
        buy(browser, "term_month", victim);

        Browser stranger = shop.browser();
        JsonNode exchanged = buy(stranger, "term_day_pass", victim).exchanged();

        assertThat(exchanged.get("newly_authenticated").asBoolean()).isFalse();
        JsonNode session = stranger.get("api/session").json();
        assertThat(session.get("session").get("authenticated_at").isNull()).isTrue();
        assertThat(session.get("audience_member").get("name").isNull()).isTrue();
        assertThat(slugs(session)).containsExactly("premium");
        assertThat(mayRead(stranger, "archive")).isFalse();
        assertThat(stranger.get("api/entitlements").json().get("data")).hasSize(1);
        assertThat(slugs(browser.get("api/session").json())).contains("premium", "archive");
    }

    @Test
    void givesThePurchaseToTheMemberOfTheTypedAddress() {
        String email = shop.someone();
        buy(browser, "term_day_pass", email);

        buy(shop.browser(), "term_lifetime", email);

        assertThat(mayRead(browser, "video")).isTrue();
    }

    @Test
    void mailsTheSignInLinkToAnAnonymousBuyerOnce() {
        Bought bought = browser.buys("term_day_pass");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        browser.open(bought.returnPath());
        shop.browser().open(bought.returnPath());
        shop.browser().open(bought.returnPath());

        assertThat(shop.count(
                        "SELECT count(*) FROM scheduled_tasks WHERE convert_from(task_data, 'UTF8') LIKE '%' || :id || '%'",
                        bought.purchaseId()))
                .isEqualTo(1);
    }

    @Test
    void tellsAnotherBrowserThatItIsDoneAndNothingElse() {
        Bought bought = browser.buys("term_day_pass");
        String email = shop.someone();
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, email);

        Browser other = shop.browser();
        Answer page = other.open(bought.returnPath());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().map()).doesNotContainKey("location");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body()).doesNotContain(email).contains("complete");
        assertThat(other.get("api/session").json().get("jwt").isNull()).isTrue();
        assertThat(other.get("api/purchases/" + bought.purchaseId()).problem()).isEqualTo("purchase-not-found");
    }

    @Test
    void sendsNoOtherBrowserBackWithATokenEvenIfSomebodyIsSignedInThere() {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        Browser busy = shop.browser();
        busy.buys("term_day_pass");
        Browser member = shop.browser();
        buy(member, "term_day_pass", shop.someone());

        for (Browser other : List.of(busy, member)) {
            Answer page = other.open(bought.returnPath());

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Location")).isEmpty();
            assertThat(mayRead(other, "archive")).isFalse();
            assertThat(other.get("api/purchases/" + bought.purchaseId()).problem())
                    .isEqualTo("purchase-not-found");
        }
    }

    @Test
    void takesTheTokenFromTheBrowserThatPaidOnly() {
        Returned returned = buy(browser, "term_day_pass", shop.someone());
        Browser thief = shop.browser();
        thief.buys("term_day_pass");

        assertThat(returned.exchangeIn(shop.browser()).problem()).isEqualTo("purchase-token-other-browser");
        assertThat(returned.exchangeIn(thief).problem()).isEqualTo("purchase-token-other-browser");
        assertThat(returned.exchange().status()).isEqualTo(200);
        Answer again = returned.exchange();
        assertThat(again.problem()).isEqualTo("purchase-token-used");
        assertThat(browser.get("api/purchases/"
                                + again.json().get("purchase_id").asText())
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("paid");
    }

    @Test
    void takesTheTokenForTenMinutesOnly() {
        ShopUnderTest own = ShopUnderTest.start(java.util.Map.of());
        try (own) {
            Browser reader = own.browser();
            Bought bought = reader.buys("term_day_pass");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            Returned returned = Returned.from(reader, bought);

            own.advance(PurchaseTokens.LIFETIME);

            assertThat(returned.exchange().problem()).isEqualTo("purchase-token-expired");
        }
    }

    @Test
    void returnsAgainWhenTheAnswerToTheReturnWasLost() {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        browser.copy().open(bought.returnPath());

        assertThat(Returned.from(browser, bought).exchange().status()).isEqualTo(200);
        assertThat(mayRead(browser, "premium")).isTrue();
    }

    @Test
    void keepsWhatThisBrowserBoughtWhenSomebodySignsIn() {
        String other = shop.someone();
        buy(shop.browser(), "term_day_pass", other);
        buy(browser, "term_month", other);
        assertThat(mayRead(browser, "archive")).isTrue();

        buy(browser, "term_day_pass", shop.someone());

        assertThat(mayRead(browser, "archive")).isTrue();
    }

    @Test
    void tellsTheBuyerThatAPersonLooksAndSellsNothingMoreMeanwhile() {
        Bought bought = browser.buys("term_month");
        shop.service()
                .database()
                .useHandle(
                        handle -> handle.execute("UPDATE purchase SET amount = 998 WHERE id = ?", bought.purchaseId()));
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Answer back = browser.open(bought.returnPath());

        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).contains("has arrived", "Do not pay a second time");
        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_month\"}").problem())
                .isEqualTo("payment-processing");
        assertThat(shop.service()
                        .get(shop.service().adminUrl() + "/healthcheck")
                        .body())
                .contains("1 paid purchases are in quarantine");
        shop.stripe().refund(bought.checkoutId());
    }

    @Test
    void fulfilsForTheBuyerWhoSignedOutBeforePaying() {
        String email = shop.someone();
        buy(browser, "term_day_pass", email);
        String member = memberOf(browser);
        Bought bought = browser.buys("term_month");
        browser.delete("api/session");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        await().untilAsserted(() -> assertThat(owner(bought)).isEqualTo(member));
        assertThat(browser.get("api/session").json().get("jwt").isNull()).isTrue();
    }

    /** Between the return and the exchange, as when somebody proves the address of what was bought here elsewhere. */
    @Test
    void tellsABrowserThatWasSignedOutSinceItsReturnToSignIn() {
        String email = shop.someone();
        buy(browser, "term_day_pass", email);
        Browser elsewhere = shop.browser();
        Bought bought = elsewhere.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, email);
        Returned.from(elsewhere, bought);
        Returned returned = Returned.from(browser, bought);
        signOut(owner(bought));

        Answer answer = returned.exchange();

        assertThat(answer.problem()).as(answer.body()).isEqualTo("not-signed-in");
        assertThat(answer.status()).isEqualTo(401);
    }

    private void signOut(String member) {
        shop.service()
                .database()
                .useHandle(handle -> handle.execute(
                        "UPDATE device_session SET authenticated_at = NULL, method = NULL WHERE member_id = ?",
                        member));
    }

    private Returned buy(Browser reader, String term, String email) {
        Bought bought = reader.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, email);
        return Returned.from(reader, bought);
    }

    private String owner(Bought bought) {
        return shop.service().database().withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(member_id, '') FROM purchase WHERE id = :id")
                .bind("id", bought.purchaseId())
                .mapTo(String.class)
                .one());
    }

    private static String memberOf(Browser reader) {
        return reader.get("api/session").json().get("audience_member").get("id").asText();
    }

    private static List<String> slugs(JsonNode session) {
        return java.util.stream.StreamSupport.stream(session.get("resources").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private static boolean mayRead(Browser reader, String resource) {
        reader.get("api/session");
        return reader.get("api/access?resource=" + resource)
                .json()
                .get("granted")
                .asBoolean();
    }
}
