package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.BooksAfterEach;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.ShopUnderTest;
import dev.fermata.stripesandbox.event.Deliveries.Order;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A card holder goes to the bank: access is withheld while it is undecided, and follows the decision. */
class DisputeIT {

    @RegisterExtension
    final BooksAfterEach books = new BooksAfterEach(ShopUnderTest::shared);

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @BeforeAll
    static void sellUnderOtherPolicies() {
        ShopUnderTest.shared()
                .service()
                .importCatalogue(
                        """
                        offers:
                          - slug: disputes
                            name: Disputes
                            terms:
                              - { id: term_patient, name: Patient, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive], refund_policy: { on_dispute: keep } }
                              - { id: term_strict, name: Strict, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive], refund_policy: { on_dispute: revoke } }
                        """);
    }

    @AfterEach
    void letWebhooksGo() {
        shop.stripe().deliveries().release(Order.AS_HAPPENED);
    }

    @Test
    void suspendsWhileItIsOpenAndGivesBackWhenItIsWon() {
        Bought bought = paid("term_month");

        String dispute = dispute(bought);
        awaitDelivery(bought, "suspended");
        assertThat(mayRead()).isFalse();
        assertThat(browser.get("api/session").json().get("resources")).isEmpty();
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("disputed");
        assertThat(entry(bought).at("/disputes/0/status").asText()).isEqualTo("needs_response");

        shop.stripe().bank().win(dispute);
        awaitDelivery(bought, "fulfilled");
        assertThat(mayRead()).isTrue();
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("dispute_won");
    }

    @Test
    void revokesWhenItIsLost() {
        Bought bought = paid("term_month");
        String dispute = dispute(bought);
        awaitDelivery(bought, "suspended");

        shop.stripe().bank().lose(dispute);

        awaitDelivery(bought, "revoked");
        assertThat(mayRead()).isFalse();
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("dispute_lost");
    }

    @Test
    void givesTheTimeBackThatWasWithheld() {
        try (ShopUnderTest own = ShopUnderTest.start(Map.of())) {
            Browser reader = own.browser();
            Bought bought = reader.buys("term_day_pass");
            own.stripe().pay(bought.checkoutId(), TestCard.VISA, own.someone());
            Returned.from(reader, bought);
            own.advance(Duration.ofHours(6));
            String dispute = own.stripe().dispute(bought.checkoutId()).get("id").asText();
            await().untilAsserted(() ->
                    assertThat(entry(own, bought).get("delivery").asText()).isEqualTo("suspended"));

            own.advance(Duration.ofDays(30));
            own.stripe().bank().win(dispute);

            await().untilAsserted(() ->
                    assertThat(entry(own, bought).get("delivery").asText()).isEqualTo("fulfilled"));
            JsonNode entitlement = entry(own, bought).at("/entitlements/0");
            assertThat(entitlement.get("is_active").asBoolean()).isTrue();
            assertThat(Duration.between(
                            own.clock().instant(),
                            Instant.parse(entitlement.get("ended_at").asText())))
                    .isEqualTo(Duration.ofHours(18));
        }
    }

    @Test
    void followsThePolicyOfTheTermAsItWasSold() {
        Bought patient = paid("term_patient");
        shop.service()
                .importCatalogue(
                        """
                        offers:
                          - slug: disputes
                            name: Disputes
                            terms:
                              - { id: term_patient, name: Patient, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive], refund_policy: { on_dispute: revoke } }
                              - { id: term_strict, name: Strict, price: { amount: 700, currency: EUR }, duration: P1M, resources: [archive], refund_policy: { on_dispute: revoke } }
                        """);

        String dispute = dispute(patient);
        await().untilAsserted(() ->
                assertThat(entry(patient).get("money_back").asText()).isEqualTo("disputed"));
        assertThat(mayRead()).isTrue();
        shop.stripe().bank().lose(dispute);
        awaitDelivery(patient, "revoked");

        Bought strict = paid("term_strict");
        String other = dispute(strict);
        awaitDelivery(strict, "revoked");
        shop.stripe().bank().win(other);
        awaitDelivery(strict, "fulfilled");
        sellUnderOtherPolicies();
    }

    @Test
    void leavesTheAccessAloneWhileABankOnlyAsks() {
        Bought bought = paid("term_month");

        String inquiry = shop.stripe().inquire(bought.checkoutId()).get("id").asText();
        await().untilAsserted(() ->
                assertThat(entry(bought).at("/disputes/0/status").asText()).isEqualTo("warning_needs_response"));
        assertThat(mayRead()).isTrue();
        assertThat(entry(bought).get("money_back").asText()).isEqualTo("none");

        shop.stripe().bank().escalate(inquiry);
        awaitDelivery(bought, "suspended");
        assertThat(mayRead()).isFalse();
    }

    @Test
    void notesThatABankLeftItAtItsQuestion() {
        Bought bought = paid("term_month");
        String inquiry = shop.stripe().inquire(bought.checkoutId()).get("id").asText();

        shop.stripe().bank().closeInquiry(inquiry);

        await().untilAsserted(() ->
                assertThat(entry(bought).at("/disputes/0/status").asText()).isEqualTo("warning_closed"));
        assertThat(mayRead()).isTrue();
    }

    @Test
    void storesAWarningOfFraudAndTakesNothing() {
        Bought bought = paid("term_month");

        shop.stripe().warnOfFraud(bought.checkoutId());

        await().untilAsserted(() ->
                assertThat(entry(bought).get("early_fraud_warnings")).hasSize(1));
        assertThat(entry(bought).at("/early_fraud_warnings/0/actionable").asBoolean())
                .isTrue();
        assertThat(mayRead()).isTrue();
    }

    @Test
    void endsSuspendedWhenTheDisputeIsToldOfBeforeThePayment() {
        shop.stripe().deliveries().hold();
        Bought bought = browser.buys("term_month");
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        shop.stripe().dispute(bought.checkoutId());

        shop.stripe().deliveries().release(Order.REVERSED);

        awaitDelivery(bought, "suspended");
        assertThat(entry(bought).get("entitlements")).hasSize(2);
        assertThat(mayRead()).isFalse();
        assertThat(shop.count(
                        "SELECT count(*) FROM member_event WHERE type = 'purchase' AND purchase_id = :id",
                        bought.purchaseId()))
                .isEqualTo(1);
    }

    @Test
    void staysRevokedWhenADisputeFollowsAFullRefundWhateverItsOutcome() {
        for (boolean won : List.of(true, false)) {
            Bought bought = paid("term_month");
            shop.stripe().refund(bought.checkoutId());
            awaitDelivery(bought, "revoked");

            String dispute = dispute(bought);
            await().untilAsserted(() ->
                    assertThat(entry(bought).get("money_back").asText()).isEqualTo("disputed"));
            assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");

            if (won) {
                shop.stripe().bank().win(dispute);
            } else {
                shop.stripe().bank().lose(dispute);
            }
            await().untilAsserted(() ->
                    assertThat(entry(bought).get("money_back").asText()).isEqualTo(won ? "refunded" : "dispute_lost"));
            assertThat(entry(bought).get("delivery").asText()).isEqualTo("revoked");
        }
    }

    @Test
    void readsOnInAnotherPeriodWhileTheFirstIsDisputed() {
        Bought first = paid("term_month");
        Bought second = browser.buys("term_month");
        shop.stripe().pay(second.checkoutId(), TestCard.VISA, shop.someone());
        Returned.from(browser, second);

        String dispute = dispute(first);
        awaitDelivery(first, "suspended");
        assertThat(mayRead()).as("the second period moved up").isTrue();

        shop.stripe().bank().win(dispute);
        awaitDelivery(first, "fulfilled");
        assertThat(entry(first).at("/entitlements/0/started_at"))
                .isEqualTo(entry(second).at("/entitlements/0/ended_at"));
    }

    private Bought paid(String term) {
        Bought bought = browser.buys(term);
        shop.stripe().pay(bought.checkoutId(), TestCard.VISA, shop.someone());
        Returned.from(browser, bought);
        return bought;
    }

    private String dispute(Bought bought) {
        return shop.stripe().dispute(bought.checkoutId()).get("id").asText();
    }

    private void awaitDelivery(Bought bought, String delivery) {
        await().untilAsserted(
                        () -> assertThat(entry(bought).get("delivery").asText()).isEqualTo(delivery));
    }

    private JsonNode entry(Bought bought) {
        return entry(shop, bought);
    }

    private static JsonNode entry(ShopUnderTest where, Bought bought) {
        return where.service()
                .get("api/v1/purchases/" + bought.purchaseId(), "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .json();
    }

    /** With a fresh token: an old one may stay good for its five minutes. */
    private boolean mayRead() {
        browser.get("api/session");
        return browser.get("api/access?resource=archive").json().get("granted").asBoolean();
    }
}
