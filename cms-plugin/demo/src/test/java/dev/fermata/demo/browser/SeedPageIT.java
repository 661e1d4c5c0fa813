package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.CONFIRMED_CARD;
import static dev.fermata.demo.browser.StripePage.DECLINED_CARD;
import static dev.fermata.demo.browser.StripePage.EMPTY_ACCOUNT;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static dev.fermata.demo.browser.StripePage.PAYING_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The complete example of the public documentation, with its script from the site and from the service's own host. */
class SeedPageIT {

    private static final String BUTTON = "Subscribe — $9.99/mo";
    private static final String NOT_BOUGHT = "Payment was not completed. Please try again.";

    @RegisterExtension
    final World world = new World();

    private String page = "";

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void unlocksAfterPaying(String path, Reader reader) throws IOException {
        buy(path, reader).pay(GOOD_CARD, reader.email());

        expectUnlocked(reader);
        assertThat(reader.heard()).containsExactlyInAnyOrder("purchase:completed", "authenticated");
        assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void unlocksWithASecondCardAfterTheFirstWasDeclined(String path, Reader reader) {
        StripePage checkout = buy(path, reader).pay(DECLINED_CARD, reader.email());
        checkout.expectRefusal().pay(GOOD_CARD, reader.email());

        expectUnlocked(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void unlocksWhenTheBankHasAsked(String path, Reader reader) {
        buy(path, reader).pay(CONFIRMED_CARD, reader.email()).confirm(true);

        expectUnlocked(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void staysLockedWhenTheBankRefuses(String path, Reader reader) throws IOException {
        buy(path, reader)
                .pay(CONFIRMED_CARD, reader.email())
                .confirm(false)
                .expectRefusal()
                .goBackToTheShop();

        expectLocked(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void staysLockedAfterCancelling(String path, Reader reader) throws IOException {
        buy(path, reader).goBackToTheShop();

        expectLocked(reader);
        assertThat(reader.heard()).containsExactly("purchase:failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void unlocksWhenADelayedDebitArrives(String path, Reader reader) {
        buy(path, reader).payByDebit(PAYING_ACCOUNT, reader.email());

        expectToWait(reader);
        world.sandbox().decideDebit(reader.email(), true);
        expectUnlocked(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seed.html", "/seed-service-host.html"})
    void staysLockedWhenADelayedDebitBounces(String path, Reader reader) throws IOException {
        buy(path, reader).payByDebit(EMPTY_ACCOUNT, reader.email());

        expectToWait(reader);
        world.sandbox().decideDebit(reader.email(), false);
        expectLocked(reader);
    }

    private StripePage buy(String path, Reader reader) {
        page = path;
        return reader.open(path).press(BUTTON).checkout();
    }

    private void expectUnlocked(Reader reader) {
        assertThat(reader.page().getByText("Thanks for subscribing! You now have access."))
                .isVisible();
        assertThat(reader.page().getByText("Subscribe for full access.")).isHidden();
        reader.arriveAt(page);
        assertThat(reader.alerts()).isEmpty();
    }

    private void expectLocked(Reader reader) throws IOException {
        reader.arriveAt(page).awaitAlert();
        assertThat(reader.alerts()).containsExactly(NOT_BOUGHT);
        assertThat(reader.page().getByText("Subscribe for full access.")).isVisible();
        assertThat(reader.page().getByText("Thanks for subscribing!")).isHidden();
        assertThat(reader.entitlements()).isEmpty();
    }

    private void expectToWait(Reader reader) {
        assertThat(reader.page()).hasURL(java.util.regex.Pattern.compile(".*/checkout/return\\?.*"));
    }
}
