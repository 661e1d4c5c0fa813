package dev.fermata.service.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** "May I read this?", asked by a page, by a web server, and by a page that lists what there is. */
class AccessIT {

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @Test
    void tellsAStrangerNoAndWhatWouldChangeIt() {
        JsonNode answer = browser.get("api/access?resource=premium").json();

        assertThat(answer.get("granted").asBoolean()).isFalse();
        assertThat(answer.get("reason").asText()).isEqualTo("not_signed_in");
        assertThat(answer.get("offers").findValuesAsText("slug")).contains("digital");
        assertThat(browser.get("api/entitlements").problem()).isEqualTo("not-signed-in");
    }

    @Test
    void tellsAReaderYesAndByWhat() {
        buy("term_day_pass");

        JsonNode answer =
                browser.get("api/access?resource=video&resource=premium").json();

        assertThat(answer.get("reason").asText()).isEqualTo("entitled");
        assertThat(answer.get("resource").asText()).isEqualTo("premium");
        assertThat(answer.get("offers")).isEmpty();
        assertThat(browser.get("api/entitlements").json().get("data"))
                .singleElement()
                .isEqualTo(answer.get("entitlement"));
    }

    @Test
    void tellsAReaderNoWhereSomethingElseWasBought() {
        buy("term_day_pass");

        assertThat(browser.get("api/access?resource=video").json().get("reason").asText())
                .isEqualTo("not_entitled");
    }

    @Test
    void tellsAWebServerByTheStatusAlone() {
        assertThat(browser.get("api/access/gate?resource=premium").status()).isEqualTo(401);

        buy("term_day_pass");

        assertThat(browser.get("api/access/gate?resource=premium").status()).isEqualTo(204);
        Answer no = browser.get("api/access/gate?resource=video");
        assertThat(no.status()).isEqualTo(403);
        assertThat(no.body()).isEmpty();
    }

    @Test
    void wantsToKnowWhichResource() {
        for (String call : new String[] {"api/access", "api/access/gate"}) {
            assertThat(browser.get(call).pointers()).containsExactly("/resource");
            assertThat(browser.get(call + "?resource=nothing").problem()).isEqualTo("resource-not-found");
        }
        String many = IntStream.range(0, 51).mapToObj(i -> "resource=premium").collect(Collectors.joining("&"));
        assertThat(browser.get("api/access?" + many).problem()).isEqualTo("invalid-request");
    }

    private void buy(String term) {
        Bought bought = browser.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        assertThat(browser.open(bought.returnPath()).status()).isEqualTo(303);
    }
}
