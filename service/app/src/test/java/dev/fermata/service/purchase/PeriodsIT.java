package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long is read: as long as was paid, and no longer, wherever it was bought and whatever becomes of the money meanwhile. */
class PeriodsIT {

    private static ShopUnderTest shop;

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(() -> shop);

    @BeforeAll
    static void start() {
        shop = ShopUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void givesNoMoreTimeThanWasPaidWhenWhatWasGivenBackMovesUp() {
        Browser reader = shop.browser();
        Bought first = paid(reader, "term_day_pass", shop.someone());
        Bought second = paid(reader, "term_day_pass", shop.someone());
        shop.advance(Duration.ofHours(6));
        String refund = refunded(first);
        shop.advance(Duration.ofHours(6));
        shop.stripe().merchant().failRefund(refund);
        awaitDelivery(first, "fulfilled");
        assertThat(Duration.between(time(first, "started_at"), time(first, "ended_at")))
                .as("six of its hours were used")
                .isEqualTo(Duration.ofHours(18));

        shop.advance(Duration.ofHours(2));
        refunded(second);

        assertThat(time(first, "started_at"))
                .as("it moved up")
                .isEqualTo(shop.clock().instant());
        assertThat(Duration.between(time(first, "started_at"), time(first, "ended_at")))
                .as("what was left of a day, six hours of which were used")
                .isEqualTo(Duration.ofHours(18));
    }

    @Test
    void givesTheTimeBackToTheBrowserThatBoughtWithoutSigningIn() {
        String email = shop.someone();
        Browser owner = shop.browser();
        paid(owner, "term_day_pass", email);
        Browser anonymous = shop.browser();
        Bought bought = paid(anonymous, "term_month", email);
        assertThat(mayRead(anonymous, "archive")).isTrue();
        shop.advance(Duration.ofDays(10));
        String dispute = shop.stripe().dispute(bought.checkoutId()).get("id").asText();
        awaitDelivery(bought, "suspended");
        assertThat(mayRead(anonymous, "archive")).isFalse();
        shop.advance(Duration.ofDays(40));

        shop.stripe().bank().win(dispute);
        awaitDelivery(bought, "fulfilled");

        assertThat(mayRead(owner, "archive")).as("the owner").isTrue();
        assertThat(mayRead(anonymous, "archive")).as("the browser that paid").isTrue();
    }

    @Test
    void givesBackToTheBrowserOnlyWhatItHadNotRead() {
        String email = shop.someone();
        paid(shop.browser(), "term_month", email);
        Browser anonymous = shop.browser();
        Bought bought = paid(anonymous, "term_day_pass", email);
        shop.advance(Duration.ofHours(18));
        String refund = refunded(bought);

        shop.stripe().merchant().failRefund(refund);
        awaitDelivery(bought, "fulfilled");

        assertThat(Duration.between(time(bought, "started_at"), time(bought, "ended_at")))
                .as("the owner has not begun with it")
                .isEqualTo(Duration.ofDays(1));
        shop.advance(Duration.ofHours(5));
        assertThat(mayRead(anonymous, "premium")).isTrue();
        shop.advance(Duration.ofHours(2));
        assertThat(mayRead(anonymous, "premium")).as("24 hours were read there").isFalse();
    }

    @Test
    void readsAsLongAsWasPaidInTheBrowserThatBoughtTwiceWithoutSigningIn() {
        String email = shop.someone();
        paid(shop.browser(), "term_day_pass", email);
        shop.advance(Duration.ofDays(2));
        Browser anonymous = shop.browser();
        paid(anonymous, "term_day_pass", email);
        paid(anonymous, "term_day_pass", email);

        shop.advance(Duration.ofHours(36));
        assertThat(mayRead(anonymous, "premium")).as("the second day").isTrue();
        shop.advance(Duration.ofHours(12));
        assertThat(mayRead(anonymous, "premium")).as("a third day").isFalse();
    }

    @Test
    void readsOnInTheBrowserThatBoughtTwiceAndGotOneBack() {
        String email = shop.someone();
        paid(shop.browser(), "term_month", email);
        Browser anonymous = shop.browser();
        Bought first = paid(anonymous, "term_day_pass", email);
        paid(anonymous, "term_day_pass", email);
        shop.advance(Duration.ofHours(6));

        refunded(first);

        shop.advance(Duration.ofHours(23));
        assertThat(mayRead(anonymous, "premium"))
                .as("the day that was not refunded")
                .isTrue();
        shop.advance(Duration.ofHours(1));
        assertThat(mayRead(anonymous, "premium")).isFalse();
    }

    private Bought paid(Browser browser, String term, String email) {
        Bought bought = browser.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, email);
        Returned.from(browser, bought);
        return bought;
    }

    private String refunded(Bought bought) {
        String refund = shop.stripe().refund(bought.checkoutId()).get("id").asText();
        awaitDelivery(bought, "revoked");
        return refund;
    }

    private void awaitDelivery(Bought bought, String delivery) {
        await().untilAsserted(
                        () -> assertThat(entry(bought).get("delivery").asText()).isEqualTo(delivery));
    }

    private Instant time(Bought bought, String field) {
        return Instant.parse(entry(bought).at("/entitlements/0/" + field).asText());
    }

    private JsonNode entry(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .json();
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private static boolean mayRead(Browser browser, String resource) {
        browser.get("api/session");
        return browser.get("api/access?resource=" + resource)
                .json()
                .get("granted")
                .asBoolean();
    }
}
