package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.entitlement.RevocationReason;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.webhook.WebhookConfiguration;
import dev.fermata.service.webhook.Webhooks;
import dev.fermata.stripesandbox.payment.TestCard;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What somebody decided to take stays taken, whatever becomes of the money. */
class DecisionsIT {

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Jdbi jdbi = shop.service().database();
    private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final Entitlements entitlements = new Entitlements(
            jdbi,
            shop.clock(),
            Webhooks.of(
                            new WebhookConfiguration(),
                            jdbi,
                            shop.clock(),
                            json,
                            new MasterKey(new byte[32]),
                            new MetricRegistry())
                    .outbox());
    private final Browser browser = shop.browser();

    @Test
    void staysTakenByDecisionWhenTheDisputeIsWon() {
        Bought bought = paid();
        decide(bought);
        String dispute = shop.stripe().dispute(bought.checkoutId()).get("id").asText();
        awaitDelivery(bought, "suspended");

        shop.stripe().bank().win(dispute);
        awaitDelivery(bought, "fulfilled");

        assertThat(mayRead()).isFalse();
    }

    @Test
    void staysTakenByADecisionAfterTheRefundWhenTheRefundFails() {
        Bought bought = paid();
        String refund = shop.stripe().refund(bought.checkoutId()).get("id").asText();
        awaitDelivery(bought, "revoked");
        decide(bought);

        shop.stripe().merchant().failRefund(refund);
        awaitDelivery(bought, "fulfilled");

        assertThat(mayRead()).isFalse();
    }

    private void decide(Bought bought) {
        var member = new MemberId(entry(bought).get("member_id").asText());
        jdbi.useTransaction(tx -> entitlements.revoke(tx, member, bought.purchaseId(), RevocationReason.DECISION));
    }

    private Bought paid() {
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        Returned.from(browser, bought);
        return bought;
    }

    private void awaitDelivery(Bought bought, String delivery) {
        await().untilAsserted(
                        () -> assertThat(entry(bought).get("delivery").asText()).isEqualTo(delivery));
    }

    private JsonNode entry(Bought bought) {
        return shop.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .json();
    }

    private boolean mayRead() {
        browser.get("api/session");
        return browser.get("api/access?resource=archive").json().get("granted").asBoolean();
    }
}
