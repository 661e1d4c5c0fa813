package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sweep over what is open reaches everything, whatever stands before it. */
class OpenPurchaseSweepIT {

    @Test
    void reachesWhatWasPaidBehindThreeDelayedPaymentsOfAnAccountThatWasLeft() {
        try (ShopUnderTest shop = ShopUnderTest.start(Map.of())) {
            shop.stripe().deliveries().hold();
            shop.stripe().fail("GET", "/v1/events", 100_000, false, Fault.apiError(500));
            for (int i = 0; i < 3; i++) {
                leaveInAnotherAccount(shop, shop.browser().buys("term_month"));
            }
            Browser reader = shop.browser();
            Bought bought = reader.buys("term_month");
            shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                shop.advance(Duration.ofMinutes(6));
                assertThat(shop.count("SELECT count(*) FROM entitlement WHERE purchase_id = :id", bought.purchaseId()))
                        .isEqualTo(2);
            });
            assertThat(shop.service()
                            .get(shop.service().adminUrl() + "/healthcheck")
                            .body())
                    .doesNotContain("open-purchase-sweep");
        }
    }

    /** As if the key had been replaced while a debit was on its way. */
    private static void leaveInAnotherAccount(ShopUnderTest shop, Bought bought) {
        shop.service()
                .database()
                .useHandle(handle -> handle.execute(
                        """
                        UPDATE purchase SET checkout_id = 'cs_left_' || id, payment = 'processing', livemode = true,
                            provider_account = 'acct_left'
                        WHERE id = ?
                        """,
                        bought.purchaseId()));
    }
}
