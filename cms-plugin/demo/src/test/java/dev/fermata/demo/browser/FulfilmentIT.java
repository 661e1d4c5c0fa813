package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has paid gets it, and who has been paid back loses it, whichever way the news comes. */
class FulfilmentIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SEED = "/seed.html";
    private static final String SEED_FROM_SERVICE = "/seed-service-host.html";
    private static final String SUBSCRIBE = "Subscribe — $9.99/mo";

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void theWebhookAloneFulfilsWhenTheBrowserWasClosedAfterPaying(String path, Reader reader) {
        reader.open(path).press(SUBSCRIBE).checkout().payAndLeave(GOOD_CARD, reader.email());

        world.mails().signInLink(reader.email());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void theReturnAloneFulfilsWhenNoWebhookComes(String path, Reader reader) throws IOException {
        Sandbox sandbox = world.sandbox();
        sandbox.holdDeliveries();
        try {
            reader.open(path).press(SUBSCRIBE).checkout().pay(GOOD_CARD, reader.email());

            assertThat(reader.page().getByText("Thanks for subscribing!")).isVisible();
            assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive");
        } finally {
            sandbox.releaseDeliveries();
        }
    }

    @Test
    void aRefundEndsTheAccess(Reader reader) throws IOException {
        reader.open("/subscribe.html").press("Buy One month").checkout().pay(GOOD_CARD, reader.email());
        assertThat(reader.page().locator("h1")).hasText("Thank you");
        assertThat(reader.ask("api/access?resource=premium").path("granted").asBoolean())
                .isTrue();

        world.sandbox().refund(reader.email());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.entitlements()).isEmpty());
        reader.open("/account.html");
        assertThat(reader.page().locator("#nothing")).isVisible();
        reader.open("/plain.html");
        assertThat(reader.page().getByText("You have access")).isHidden();
    }

    @Test
    void whoOwnsItForGoodIsToldInsteadOfSoldItAgain(Reader reader) {
        reader.open("/subscribe.html").press("Buy Lifetime").checkout().pay(GOOD_CARD, reader.email());
        assertThat(reader.page().locator("h1")).hasText("Thank you");

        reader.open("/subscribe.html").press("Buy Lifetime");

        assertThat(reader.page().getByRole(AriaRole.ALERT))
                .hasText("You own this already. It is listed in your account.");
        assertThat(reader.page()).hasURL(reader.address("/subscribe.html"));
    }

    @Test
    void aReturnInAnotherBrowserSaysThatALinkWasMailed(Reader buyer) {
        String address = buyer.open(SEED).press(SUBSCRIBE).checkout().payAndLeave(GOOD_CARD, buyer.email());
        Reader bankApp = world.reader();

        bankApp.page().navigate(address);

        Page page = bankApp.page();
        assertThat(page).hasURL(Pattern.compile(".*/checkout/return.*"));
        assertThat(page.locator("body")).containsText(Pattern.compile("mail", Pattern.CASE_INSENSITIVE));
        world.mails().signInLink(buyer.email());
    }
}
