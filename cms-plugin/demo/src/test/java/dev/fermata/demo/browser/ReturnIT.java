package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.fermata.demo.browser.StripePage.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming back from the checkout, and what can be done with the address one comes back to. */
class ReturnIT {

    private static final String SEED = "/seed.html";
    private static final String SEED_FROM_SERVICE = "/seed-service-host.html";
    private static final String SUBSCRIBE = "Subscribe — $9.99/mo";
    private static final Pattern WITH_TOKEN = Pattern.compile(".*[?&]allegro_purchase_token=.*");

    @RegisterExtension
    final World world = new World();

    @Test
    void leadsToThePageThatWasAskedFor(Reader reader) {
        reader.open("/subscribe.html").press("Buy Lifetime").checkout().pay(GOOD_CARD, reader.email());

        reader.arriveAt("/thank-you.html");
        assertThat(reader.page().locator("h1")).hasText("Thank you");
        assertThat(reader.page().locator("#entitlements li")).hasCount(3);
    }

    @Test
    void tellsThePageThatWasAskedForThatNothingWasBought(Reader reader) {
        reader.open("/subscribe.html").press("Buy One month").checkout().goBackToTheShop();

        reader.arriveAt("/thank-you.html");
        assertThat(reader.page().locator("h1")).hasText("Nothing was bought");
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void isQuietWhenLoadedAgain(String path, Reader reader) throws IOException {
        buy(path, reader);

        reader.page().reload();

        assertThat(reader.page()
                        .evaluate("() => new Promise(done => allegro.push(a => a.purchase.result().then(done)))"))
                .isNull();
        assertThat(reader.heard()).isEmpty();
        assertThat(reader.alerts()).isEmpty();
        assertThat(reader.entitlements()).containsExactlyInAnyOrder("premium", "archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void tellsTheOutcomeToWhoeverListensLate(String path, Reader reader) {
        buy(path, reader);

        Object outcome = reader.page()
                .evaluate(
                        """
                        () => new Promise((done) => allegro.push(async (allegro) => {
                          const { status, entitlement } = await allegro.purchase.result();
                          done([allegro.purchase.validation, status, entitlement.resource.slug]);
                        }))""");

        assertThat(outcome).isEqualTo(List.of("completed", "completed", "premium"));
    }

    @Test
    void takesTheTokenAwayBeforeAnyLaterScriptRuns(Reader reader) {
        reader.page()
                .route(
                        "**/assets/thank-you.js",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody("window.seen = [location.href, document.URL, document.baseURI]")));
        List<String> addresses = new ArrayList<>();
        reader.page().onRequest(request -> addresses.add(request.url()));
        reader.open("/subscribe.html").press("Buy Day pass").checkout().pay(GOOD_CARD, reader.email());
        reader.arriveAt("/thank-you.html");

        assertThat(addresses).as("the token was in the address").anyMatch(WITH_TOKEN.asMatchPredicate());
        String clean = reader.address("/thank-you.html");
        assertThat(reader.page().evaluate("() => window.seen")).isEqualTo(List.of(clean, clean, clean));
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, SEED_FROM_SERVICE})
    void signsNobodyInWithACopiedAddress(String path, Reader buyer) throws IOException {
        String address = returnAddress(path, buyer);
        Reader thief = world.reader();

        thief.page().navigate(address);
        thief.awaitAlert();

        assertThat(thief.heard()).containsExactly("purchase:failed");
        assertThat(thief.ask("api/session").path("jwt").isNull()).isTrue();
        assertThat(thief.entitlements()).isEmpty();

        buyer.page().navigate(address);
        assertThat(buyer.page().getByText("Thanks for subscribing!")).isVisible();
    }

    private static void buy(String path, Reader reader) {
        reader.open(path).press(SUBSCRIBE).checkout().pay(GOOD_CARD, reader.email());
        assertThat(reader.page().getByText("Thanks for subscribing!")).isVisible();
    }

    /** Buys, and stops just before the browser opens the page it is sent back to. */
    private static String returnAddress(String path, Reader reader) {
        StripePage checkout = reader.open(path).press(SUBSCRIBE).checkout();
        return reader.redirectFrom(checkout.payAndLeave(GOOD_CARD, reader.email()));
    }
}
