package dev.fermata.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.service.login.MailedLink;
import dev.fermata.stripesandbox.payment.TestCard;
import org.junit.jupiter.api.Test;

/** Whoever pays with another person's address has an account of that name until its owner proves to read the mail. */
class PreHijackingIT {

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser payer = shop.browser();
    private final String victim = MailedLink.someone();

    @Test
    void takesTheSignInFromWhoeverPaidWithTheAddressButNotWhatTheyPaidFor() {
        buys(payer, "term_day_pass");
        assertThat(payer.get("api/session")
                        .json()
                        .at("/session/authenticated_at")
                        .isNull())
                .isFalse();

        Browser owner = MailedLink.to(shop.service(), victim).signsIn();
        buys(owner, "term_lifetime");

        JsonNode limited = payer.get("api/session").json();
        assertThat(limited.at("/session/authenticated_at").isNull()).isTrue();
        assertThat(limited.at("/audience_member/name").isNull()).isTrue();
        assertThat(limited.at("/audience_member/email_verified").asBoolean()).isFalse();
        assertThat(limited.get("resources")).extracting(JsonNode::asText).containsExactly("premium");
        assertThat(owner.get("api/session").json().get("resources"))
                .extracting(JsonNode::asText)
                .contains("premium", "archive", "video");
    }

    @Test
    void doesNotLetTheLimitedBrowserEndItsOwnersSessions() {
        buys(payer, "term_day_pass");
        Browser owner = MailedLink.to(shop.service(), victim).signsIn();

        payer.delete("api/session?everywhere=true");

        assertThat(owner.get("api/session").json().get("jwt").isNull()).isFalse();
    }

    @Test
    void leavesOtherBrowsersAloneOnceTheAddressWasProved() {
        Browser first = MailedLink.to(shop.service(), victim).signsIn();
        MailedLink.to(shop.service(), victim).signsIn();

        assertThat(first.get("api/session")
                        .json()
                        .at("/session/authenticated_at")
                        .isNull())
                .isFalse();
    }

    @Test
    void keepsWhoeverProvesTheAddressInTheBrowserThatPaid() {
        buys(payer, "term_day_pass");
        MailedLink.to(shop.service(), victim).confirmedIn(payer);

        JsonNode session = payer.get("api/session").json();
        assertThat(session.at("/session/authenticated_at").isNull()).isFalse();
        assertThat(session.get("resources")).extracting(JsonNode::asText).containsExactly("premium");
    }

    private void buys(Browser browser, String term) {
        Bought bought = browser.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, victim);
        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
    }
}
