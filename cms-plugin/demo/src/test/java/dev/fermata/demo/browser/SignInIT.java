package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who a browser belongs to: knowing an address proves nothing, following the mailed link does. */
class SignInIT {

    @RegisterExtension
    final World world = new World();

    @Test
    void anAddressThatIsKnownGetsALinkAndTheBrowserOnlyWhatItBought(Reader first) throws IOException {
        buy(first, "Buy One month", first.email());
        assertThat(first.entitlements()).containsExactlyInAnyOrder("premium", "archive");

        Reader second = world.reader();
        buy(second, "Buy One film, 48 hours", first.email());

        assertThat(second.page().locator("#mailed")).isVisible();
        assertThat(second.ask("api/session").at("/session/authenticated_at").isNull())
                .isTrue();
        assertThat(second.entitlements()).containsExactly("video");

        second.page().navigate(world.mails().signInLink(first.email()));
        second.page().locator("main form button").click();

        second.open("/account.html");
        assertThat(second.page().locator("#email")).hasText(first.email());
        assertThat(second.entitlements()).containsExactlyInAnyOrder("premium", "archive", "video");
    }

    @Test
    void aMailedLinkIsOnlyUsedUpByTheClick(Reader reader) throws IOException {
        String email = reader.email();
        buy(world.reader(), "Buy Day pass", email);
        String link = requestLink(reader, email);
        Reader scanner = world.reader();
        for (int look = 0; look < 3; look++) {
            assertThat(scanner.browser().request().head(link).status()).isEqualTo(200);
            assertThat(scanner.browser().request().get(link).status()).isEqualTo(200);
        }
        assertThat(scanner.ask("api/session").path("audience_member").isNull()).isTrue();

        reader.page().navigate(link);
        reader.page().locator("main form button").click();

        reader.arriveAt("/account.html");
        assertThat(reader.page().locator("#email")).hasText(email);
        assertThat(reader.page().locator("#stranger")).isHidden();
        assertThat(reader.entitlements()).containsExactly("premium");
    }

    @Test
    void aUsedLinkSignsNobodyInAgain(Reader reader) throws IOException {
        String email = reader.email();
        buy(world.reader(), "Buy Day pass", email);
        String link = requestLink(reader, email);
        reader.page().navigate(link);
        reader.page().locator("main form button").click();
        reader.arriveAt("/account.html");

        Reader later = world.reader();
        later.page().navigate(link);

        assertThat(later.page().locator("h1")).hasText("This sign-in link was used before");
        assertThat(later.page().locator("main form button")).hasText("Send a new link");
        assertThat(later.ask("api/session").path("audience_member").isNull()).isTrue();
    }

    @Test
    void signingOutForgetsTheMember(Reader reader) throws IOException {
        buy(reader, "Buy Day pass", reader.email());
        reader.open("/account.html");
        assertThat(reader.page().locator("#email")).hasText(reader.email());

        reader.press("Sign out");

        assertThat(reader.page().locator("#stranger")).isVisible();
        assertThat(reader.page().locator("#member")).isHidden();
        JsonNode session = reader.ask("api/session");
        assertThat(session.path("jwt").isNull()).isTrue();
        assertThat(reader.entitlements()).isEmpty();
    }

    private static void buy(Reader reader, String button, String email) {
        reader.open("/subscribe.html").press(button).checkout().pay(GOOD_CARD, email);
        assertThat(reader.page().locator("h1")).hasText("Thank you");
    }

    private String requestLink(Reader reader, String email) {
        int before = world.mails().to(email).size();
        Page page = reader.open("/account.html").page();
        page.getByLabel("Your e-mail address").fill(email);
        reader.press("Send me a link");
        assertThat(page.locator("#sent")).isVisible();
        page.waitForCondition(() -> world.mails().to(email).size() > before);
        String link = world.mails().signInLink(email);
        assertThat(link).matches(Pattern.quote(reader.address("/_fermata/login/confirm")) + ".*");
        return link;
    }
}
