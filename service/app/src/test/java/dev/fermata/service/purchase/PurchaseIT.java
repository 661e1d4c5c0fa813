package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.payment.TestCard;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A purchase from the pressed button to the granted entitlement, as the browser lives it. */
class PurchaseIT {

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @Test
    void paysAndReadsOn() {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

        Answer back = browser.open(bought.returnPath());

        assertThat(back.status()).isEqualTo(303);
        URI page = URI.create(back.header("Location").orElseThrow());
        assertThat(page.toString()).startsWith("https://site.example/article?id=7&allegro_purchase_token=");
        assertThat(page.getFragment()).isEqualTo("more");

        String token = page.getQuery().replaceAll(".*allegro_purchase_token=([^&]+).*", "$1");
        Answer exchanged = browser.post("api/purchases/exchange", "{\"token\":\"" + token + "\"}");

        assertThat(exchanged.status()).isEqualTo(200);
        JsonNode entitlement = exchanged.json().get("entitlement");
        assertThat(entitlement.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "resource", "product", "started_at", "ended_at", "is_active");
        assertThat(entitlement.get("resource").get("slug").asText()).isEqualTo("premium");
        assertThat(entitlement.get("started_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(entitlement.get("ended_at").asText()).isEqualTo("2026-04-01T12:00:00Z");
        assertThat(entitlement.get("is_active").asBoolean()).isTrue();
        assertThat(exchanged.json().get("entitlements")).hasSize(2);
        assertThat(exchanged.json().get("newly_authenticated").asBoolean()).isTrue();
        assertThat(browser.get("api/access?resource=archive")
                        .json()
                        .get("granted")
                        .asBoolean())
                .isTrue();
    }
}
