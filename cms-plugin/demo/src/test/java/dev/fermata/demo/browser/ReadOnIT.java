package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader comes to what is paid for in the CMS, buys, and reads on; and no longer once that has ended. */
class ReadOnIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final World world = World.ofTheCms();

    @ParameterizedTest
    @CsvSource({Essays.PREMIUM + "," + Essays.PREMIUM_WORDS, Essays.BLOCK + ",only that one comes in right"})
    void whoPaysReadsOnWhereTheyWere(String path, String words, Reader reader) {
        reader.open(path);
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(reader.page().locator(".fermata-offer__term").first()).isVisible();
        assertThat(reader.page().content().contains(words))
                .as("delivered unpaid")
                .isFalse();

        reader.buyHere("term_month");

        reader.arriveAt(path);
        assertThat(reader.page().locator("body")).containsText(words);
        assertThat(reader.page().locator(".fermata-gate__paywall")).hasCount(0);
    }

    @Test
    void theTextAppearsInThePageThatIsOpenWithoutLoadingItAgain(Reader reader) {
        reader.open(Essays.PREMIUM);
        reader.page().evaluate("() => { window.stillTheSamePage = true; }");
        Page other = reader.browser().newPage();
        other.navigate(reader.address(Essays.BLOCK));

        other.locator("[data-fermata-buy=term_month]").click();
        reader.checkout(other).pay(GOOD_CARD, reader.email());
        assertThat(other.locator("body")).containsText(Essays.BLOCK_WORDS);

        reader.page().bringToFront();
        assertThat(reader.page().locator("body")).containsText(Essays.PREMIUM_WORDS);
        assertThat(reader.page().evaluate("() => window.stillTheSamePage")).isEqualTo(true);
    }

    @Test
    void aPageThatIsTheSameForAllIsOpenedByTheScript(Reader reader) {
        reader.open(Essays.HYDRATED);
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();

        reader.buyHere("term_day_pass");

        reader.arriveAt(Essays.HYDRATED);
        assertThat(reader.page().locator(".fermata-gate__body")).containsText(Essays.HYDRATED_WORDS);
        assertThat(reader.page().request().get(reader.address(Essays.HYDRATED)).text())
                .as("what a cache may keep")
                .doesNotContain(Essays.HYDRATED_WORDS);
        reader.page().reload();
        assertThat(reader.page().locator(".fermata-gate__body")).containsText(Essays.HYDRATED_WORDS);
    }

    @Test
    void staysOpenInOtherTabsAndAfterTheCmsWasStartedAgain(Reader reader) throws Exception {
        reader.open(Essays.PREMIUM).buyHere("term_month");
        assertThat(reader.page().locator("body")).containsText(Essays.PREMIUM_WORDS);

        Page tab = reader.browser().newPage();
        tab.navigate(reader.address(Essays.BLOCK));
        assertThat(tab.locator("body")).containsText(Essays.BLOCK_WORDS);
        world.demo().cms().orElseThrow().restart();

        reader.open(Essays.PREMIUM);
        assertThat(reader.page().locator("body")).containsText(Essays.PREMIUM_WORDS);
        Reader stranger = world.reader().open(Essays.PREMIUM);
        assertThat(stranger.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(stranger.page().content().contains(Essays.PREMIUM_WORDS)).isFalse();
    }

    @Test
    void aRefundClosesItWithTheNextToken(Reader reader) {
        reader.open(Essays.PREMIUM).buyHere("term_month");
        assertThat(reader.page().locator("body")).containsText(Essays.PREMIUM_WORDS);

        world.sandbox().refund(reader.email());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reader.entitlements()).isEmpty());
        reader.renewToken();

        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();
        reader.open(Essays.PREMIUM);
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(reader.page().content().contains(Essays.PREMIUM_WORDS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        Essays.PREMIUM + "," + Essays.PREMIUM_WORDS,
        Essays.BLOCK + ",only that one comes in right",
        Essays.HYDRATED + "," + Essays.HYDRATED_WORDS
    })
    void signingOutClosesItAtOnce(String path, String words, Reader reader) {
        reader.open(path).buyHere("term_month");
        reader.arriveAt(path);
        assertThat(reader.page().locator("main")).containsText(words);

        reader.page().locator("[data-fermata-sign-out]").first().click();

        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(reader.page().locator("main")).not().containsText(words);
        reader.open(path);
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();
    }

    @Test
    void allOfItWorksWithoutJavaScript() {
        Reader reader = world.reader(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        reader.open(Essays.BLOCK);
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();

        reader.buyHere("term_month");

        assertThat(reader.page().locator(".fermata-gate__body")).containsText(Essays.BLOCK_WORDS);
        reader.open(Essays.PREMIUM);
        assertThat(reader.page().locator("body")).containsText(Essays.PREMIUM_WORDS);
    }

    @Test
    void whoIsSignedInReadsWhatIsForTheRegistered(Reader reader) {
        reader.open(Essays.REGISTERED);
        assertThat(reader.page().content().contains(Essays.REGISTERED_WORDS)).isFalse();
        assertThat(reader.page().locator(".fermata-gate__paywall")).isVisible();

        reader.open(Essays.DAY_PASS).buyHere("term_day_pass");

        reader.open(Essays.REGISTERED);
        assertThat(reader.page().locator("body")).containsText(Essays.REGISTERED_WORDS);
    }

    @Test
    void aMeteredPageIsOpenAsOftenAsItSays(Reader reader) {
        Canaries.meteredPages(world.cms(), 4);
        reader.whoMayComplain();
        for (int page = 1; page <= 3; page++) {
            reader.open(Canaries.metered(page));
            assertThat(reader.page().locator("body")).containsText("canarymetered" + page);
        }
        reader.open(Canaries.metered(4));
        assertThat(reader.page().content().contains("canarymetered4")).isFalse();
        reader.open(Canaries.metered(2));
        assertThat(reader.page().locator("body")).containsText("canarymetered2");
        Reader forgetful = world.reader().whoMayComplain().open(Canaries.metered(4));
        assertThat(forgetful.page().locator("body")).containsText("canarymetered4");
    }
}
