package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What impatient people do to a button. */
class ButtonIT {

    private static final String SEED = "/seed.html";
    private static final String SEED_FROM_SERVICE = "/seed-service-host.html";
    private static final String SUBSCRIBE = "Subscribe — $9.99/mo";

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void worksAgainAfterTheBackButton(String path, Reader reader) {
        String first = reader.open(path).press(SUBSCRIBE).checkout().address();

        StripePage again = reader.goBack().press(SUBSCRIBE).checkout();

        assertThat(again.address()).isEqualTo(first);
        again.pay(GOOD_CARD, reader.email());
        assertThat(reader.page().getByText("Thanks for subscribing!")).isVisible();
    }

    @Test
    void aDesignedButtonWorksAgainAfterTheBackButton(Reader reader) {
        reader.open("/subscribe.html").press("Buy Day pass").checkout();

        reader.goBack().press("Buy Day pass").checkout();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void aDoubleClickStartsOneCheckout(String path, Reader reader) {
        List<String> started = new ArrayList<>();
        reader.page().onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/api/purchases")) {
                started.add(request.url());
            }
        });
        reader.open(path);
        button(reader.page()).dblclick();

        reader.checkout();
        assertThat(started).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void twoTabsShareOneCheckoutThatIsPaidOnce(String path, Reader reader) throws IOException {
        Page second = reader.browser().newPage();
        second.navigate(reader.address(path));
        StripePage here = reader.open(path).press(SUBSCRIBE).checkout();
        button(second).click();
        StripePage there = reader.checkout(second);
        assertThat(there.address()).isEqualTo(here.address());

        here.describe(GOOD_CARD, reader.email());
        there.describe(GOOD_CARD, reader.email());
        here.submit();
        assertThat(reader.page().getByText("Thanks for subscribing!")).isVisible();
        there.submit();

        assertThat(second.getByText("Thanks for subscribing!")).isVisible();
        assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive");
        assertThat(world.sandbox().charges(reader.email())).isEqualTo(1);
    }

    private static Locator button(Page tab) {
        return tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(SUBSCRIBE));
    }
}
