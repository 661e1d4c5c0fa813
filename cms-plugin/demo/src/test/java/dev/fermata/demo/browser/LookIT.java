package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.CONFIRMED_CARD;
import static dev.fermata.demo.browser.StripePage.DECLINED_CARD;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static dev.fermata.demo.browser.StripePage.PAYING_ACCOUNT;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page that a reader may see is usable by everyone and looks as it should. */
class LookIT {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "home, /, This issue",
        "subscribe, /subscribe.html, Buy Lifetime",
        "thank-you-nothing, /thank-you.html, No order here",
        "account-stranger, /account.html, Send me a link",
        "plain, /plain.html, Buy Lifetime",
        "plain-account-stranger, /plain-account.html, Send me a link",
        "plain-account-failed, /plain-account.html?failed, Nothing was bought",
        "not-found, /nowhere.html, A bar of silence"
    })
    void ofASitesPage(String name, String path, String text, Reader reader) {
        reader.open(path);
        assertThat(reader.page().getByText(text).first()).isVisible();
        look(reader, name);
    }

    @Test
    void ofWhatABuyerSees(Reader reader) {
        StripePage checkout =
                reader.open("/subscribe.html").press("Buy One month").checkout();
        look(reader, "stripe-checkout");
        checkout.pay(DECLINED_CARD, reader.email()).expectRefusal();
        look(reader, "stripe-declined");
        checkout.pay(CONFIRMED_CARD, reader.email());
        reader.page().waitForURL(Pattern.compile(".*/authenticate"));
        look(reader, "stripe-3ds");
        checkout.confirm(true);
        assertThat(reader.page().locator("h1")).hasText("Thank you");
        look(reader, "thank-you");
        reader.open("/account.html");
        assertThat(reader.page().locator("#email")).hasText(reader.email());
        look(reader, "account");
        reader.open("/plain.html");
        look(reader, "plain-access");
        reader.open("/plain-account.html?bought");
        look(reader, "plain-account");
        reader.open("/subscribe.html").press("Buy One month").checkout().goBackToTheShop();
        assertThat(reader.page().locator("h1")).hasText("Nothing was bought");
        look(reader, "thank-you-failed");
    }

    @Test
    void ofThePageThatWaitsForMoney(Reader reader) {
        reader.open("/subscribe.html").press("Buy Day pass").checkout().payByDebit(PAYING_ACCOUNT, reader.email());
        assertThat(reader.page()).hasURL(Pattern.compile(".*/checkout/return.*"));
        // Without a script a page has no other way to find out that the money has come.
        new Look(reader.page(), "service-waiting").checkExcept("meta-refresh");
    }

    @Test
    void ofThePageThatSignsIn(Reader reader) {
        reader.open("/subscribe.html").press("Buy Day pass").checkout().pay(GOOD_CARD, reader.email());
        assertThat(reader.page().locator("h1")).hasText("Thank you");
        Page page = world.reader().open("/account.html").page();
        page.getByLabel("Your e-mail address").fill(reader.email());
        page.getByText("Send me a link").click();
        page.navigate(world.mails().signInLink(reader.email()));
        new Look(page, "service-sign-in").check();
    }

    @Test
    void ofThePageForAnotherBrowser(Reader reader) {
        StripePage checkout =
                reader.open("/subscribe.html").press("Buy Day pass").checkout();
        String address = checkout.payAndLeave(GOOD_CARD, reader.email());
        Reader other = world.reader();
        other.page().navigate(address);
        look(other, "service-elsewhere");
    }

    @Test
    void ofAProblemOfThePlainForm(Reader reader) {
        reader.open("/plain.html");
        reader.page().evaluate("() => { document.querySelector('[name=term_id]').value = 'term_unknown'; }");
        reader.page().locator(".term button").first().click();
        assertThat(reader.page()).hasURL(Pattern.compile(".*/checkout"));
        look(reader, "service-problem");
    }

    @Test
    void ofTheMailbox(Reader reader) {
        reader.open("/plain-account.html");
        Page page = reader.page();
        page.getByLabel("Your e-mail address").fill(reader.email());
        reader.press("Send me a link");
        assertThat(page.getByText("a link is on its way")).isVisible();
        world.mails().signInLink(reader.email());
        page.navigate(world.mails().mailbox() + "/?still");
        look(reader, "mailbox");
        page.locator(".list__item", new Page.LocatorOptions().setHasText("to " + reader.email()))
                .locator("a")
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/messages/.*"));
        look(reader, "mailbox-mail");
    }

    @Test
    void ofTheStripeDashboard(Reader reader) {
        reader.page().navigate(world.sandbox().stripe().dashboard().toString());
        look(reader, "stripe-dashboard");
    }

    private static void look(Reader reader, String name) {
        new Look(reader.page(), name).check();
    }
}
