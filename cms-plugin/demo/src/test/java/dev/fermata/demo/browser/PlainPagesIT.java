package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way with JavaScript turned off. */
class PlainPagesIT {

    @RegisterExtension
    final World world = new World();

    @Test
    void sellsAndListsWhatWasBought(Reader ignored) throws IOException {
        Reader reader = withoutJavaScript();
        reader.open("/plain.html");
        assertThat(reader.page().locator(".term")).hasCount(3);
        assertThat(reader.page().getByText("€9.99")).isVisible();

        reader.press("Buy One month").checkout().pay(GOOD_CARD, reader.email());

        reader.arriveAt("/plain-account.html?bought");
        assertThat(reader.page().locator("main")).containsText(reader.email());
        assertThat(reader.page().locator(".list__item")).hasCount(2);
        assertThat(reader.page().locator(".list")).containsText(Pattern.compile("until \\d+ \\w+ 20\\d\\d"));
        reader.open("/plain.html");
        assertThat(reader.page().getByText("You have access")).isVisible();
        assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive");
    }

    @Test
    void saysThatNothingWasBought(Reader ignored) {
        Reader reader = withoutJavaScript();
        reader.open("/plain.html").press("Buy Day pass").checkout().goBackToTheShop();

        reader.arriveAt("/plain-account.html?failed");
        assertThat(reader.page().getByText("Nothing was bought")).isVisible();
    }

    @Test
    void signsInAndOut(Reader ignored) throws IOException {
        Reader buyer = withoutJavaScript();
        String email = buyer.email();
        buyer.open("/plain.html").press("Buy Day pass").checkout().pay(GOOD_CARD, email);
        buyer.arriveAt("/plain-account.html?bought");
        int before = world.mails().to(email).size();
        Reader reader = withoutJavaScript();
        reader.open("/plain-account.html");
        reader.page().getByLabel("Your e-mail address").fill(email);
        reader.press("Send me a link");
        reader.page().waitForCondition(() -> world.mails().to(email).size() > before);

        reader.page().navigate(world.mails().signInLink(email));
        reader.page().locator("main form button").click();

        reader.arriveAt("/plain-account.html");
        assertThat(reader.page().locator("main")).containsText(email);
        assertThat(reader.page().locator(".list__item")).hasCount(1);

        reader.press("Sign out");

        assertThat(reader.page().getByLabel("Your e-mail address")).isVisible();
        assertThat(reader.ask("api/session").path("jwt").isNull()).isTrue();
    }

    private Reader withoutJavaScript() {
        return world.reader(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }
}
