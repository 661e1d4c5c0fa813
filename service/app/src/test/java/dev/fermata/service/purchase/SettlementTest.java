package dev.fermata.service.purchase;

import static dev.fermata.service.purchase.APurchase.at;
import static dev.fermata.service.purchase.APurchase.disputed;
import static dev.fermata.service.purchase.APurchase.fulfilled;
import static dev.fermata.service.purchase.APurchase.open;
import static dev.fermata.service.purchase.APurchase.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.RefundPolicy;
import dev.fermata.service.catalog.RefundPolicy.OnDispute;
import dev.fermata.service.catalog.RefundPolicy.OnRefund;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.purchase.CheckoutState.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettlementTest {

    private static final Money PRICE = new Money(999, "EUR");

    @Test
    void grantsWhatIsPaid() {
        Settlement settlement = settle(open(), seen(Progress.PAID));

        assertThat(settlement.payment()).isEqualTo(Payment.PAID);
        assertThat(settlement.delivery()).isEqualTo(Delivery.FULFILLED);
        assertThat(settlement.quarantine()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Progress.class, names = "PAID", mode = EnumSource.Mode.EXCLUDE)
    void grantsNothingThatIsNotPaid(Progress progress) {
        assertThat(settle(open(), seen(progress)).delivery()).isEqualTo(Delivery.UNFULFILLED);
    }

    @ParameterizedTest
    @EnumSource(Progress.class)
    void neverLeavesPaid(Progress progress) {
        assertThat(settle(fulfilled(), seen(progress)).payment()).isEqualTo(Payment.PAID);
    }

    @ParameterizedTest
    @EnumSource(
            value = Payment.class,
            names = {"FAILED", "EXPIRED", "PROCESSING", "CREATED"})
    void believesMoneyOverHistory(Payment before) {
        Purchase purchase = at(before, Delivery.UNFULFILLED, MoneyBack.NONE, null);

        assertThat(settle(purchase, seen(Progress.PAID)).delivery()).isEqualTo(Delivery.FULFILLED);
    }

    @Test
    void changesNothingTheSecondTime() {
        CheckoutState paid = new CheckoutState(
                "cs_1", "acct_1", false, "pur_1", Progress.PAID, PRICE, null, null, 0, null, "jenny@example.com", null);

        assertThat(settle(fulfilled(), paid).changes(fulfilled(), paid)).isFalse();
    }

    @Test
    void revokesAfterAFullRefund() {
        Settlement settlement = settle(fulfilled(), seen(Progress.PAID, PRICE, 999));

        assertThat(settlement.moneyBack()).isEqualTo(MoneyBack.REFUNDED);
        assertThat(settlement.delivery()).isEqualTo(Delivery.REVOKED);
    }

    @Test
    void keepsAccessAfterAPartialRefund() {
        Settlement settlement = settle(fulfilled(), seen(Progress.PAID, PRICE, 998));

        assertThat(settlement.moneyBack()).isEqualTo(MoneyBack.PARTIALLY_REFUNDED);
        assertThat(settlement.delivery()).isEqualTo(Delivery.FULFILLED);
    }

    @Test
    void followsTheTermsOwnPolicy() {
        var generous = new RefundPolicy(OnRefund.KEEP, OnRefund.KEEP, OnDispute.KEEP);
        var strict = new RefundPolicy(OnRefund.REVOKE, OnRefund.REVOKE, OnDispute.KEEP);

        assertThat(onRefund(generous, 999)).isEqualTo(Delivery.FULFILLED);
        assertThat(onRefund(strict, 1)).isEqualTo(Delivery.REVOKED);
    }

    @Test
    void givesNothingBackBecauseTheRestOfTheMoneyWentBackToo() {
        var odd = new RefundPolicy(OnRefund.KEEP, OnRefund.REVOKE, OnDispute.KEEP);

        assertThat(onRefund(odd, 1)).isEqualTo(Delivery.REVOKED);
        assertThat(onRefund(odd, 999)).isEqualTo(Delivery.REVOKED);
    }

    private static Delivery onRefund(RefundPolicy policy, long refunded) {
        return Settlement.of(fulfilled(), policy, seen(Progress.PAID, PRICE, refunded))
                .delivery();
    }

    @Test
    void givesBackWhenTheRefundFails() {
        Purchase revoked = at(Payment.PAID, Delivery.REVOKED, MoneyBack.REFUNDED, new MemberId("mem_1"));

        assertThat(settle(revoked, seen(Progress.PAID)).delivery()).isEqualTo(Delivery.FULFILLED);
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING_NEEDS_RESPONSE, NONE,         FULFILLED, FULFILLED, FULFILLED",
        "WARNING_UNDER_REVIEW,   NONE,         FULFILLED, FULFILLED, FULFILLED",
        "WARNING_CLOSED,         NONE,         FULFILLED, FULFILLED, FULFILLED",
        "NEEDS_RESPONSE,         DISPUTED,     SUSPENDED, REVOKED,   FULFILLED",
        "UNDER_REVIEW,           DISPUTED,     SUSPENDED, REVOKED,   FULFILLED",
        "WON,                    DISPUTE_WON,  FULFILLED, FULFILLED, FULFILLED",
        "LOST,                   DISPUTE_LOST, REVOKED,   REVOKED,   REVOKED",
        "PREVENTED,              NONE,         FULFILLED, FULFILLED, FULFILLED",
        "UNKNOWN,                NONE,         FULFILLED, FULFILLED, FULFILLED"
    })
    void followsADispute(
            DisputeStatus status, MoneyBack moneyBack, Delivery suspending, Delivery revoking, Delivery keeping) {
        CheckoutState state = disputed(0, status);

        assertThat(settle(fulfilled(), state).moneyBack()).isEqualTo(moneyBack);
        assertThat(onDispute(OnDispute.SUSPEND, state)).isEqualTo(suspending);
        assertThat(onDispute(OnDispute.REVOKE, state)).isEqualTo(revoking);
        assertThat(onDispute(OnDispute.KEEP, state)).isEqualTo(keeping);
    }

    private static Delivery onDispute(OnDispute rule, CheckoutState state) {
        var policy = new RefundPolicy(OnRefund.REVOKE, OnRefund.KEEP, rule);
        return Settlement.of(fulfilled(), policy, state).delivery();
    }

    @Test
    void doesNotEndADisputeForAWordThatItDoesNotKnow() {
        Purchase suspended = at(Payment.PAID, Delivery.SUSPENDED, MoneyBack.DISPUTED, new MemberId("mem_1"));

        Settlement settlement = settle(suspended, disputed(0, DisputeStatus.UNKNOWN));

        assertThat(settlement.delivery()).isEqualTo(Delivery.SUSPENDED);
        assertThat(settlement.moneyBack()).isEqualTo(MoneyBack.DISPUTED);
    }

    @Test
    void takesTheStricterOfARefundAndADispute() {
        assertThat(settle(fulfilled(), disputed(999, DisputeStatus.NEEDS_RESPONSE))
                        .delivery())
                .isEqualTo(Delivery.REVOKED);
        assertThat(settle(fulfilled(), disputed(999, DisputeStatus.WON)).moneyBack())
                .isEqualTo(MoneyBack.REFUNDED);
        assertThat(settle(fulfilled(), disputed(998, DisputeStatus.NEEDS_RESPONSE))
                        .delivery())
                .isEqualTo(Delivery.SUSPENDED);
        assertThat(settle(fulfilled(), disputed(0, DisputeStatus.WON, DisputeStatus.NEEDS_RESPONSE))
                        .delivery())
                .isEqualTo(Delivery.SUSPENDED);
    }

    @Test
    void letsGoOfWhatWasHeldBackOnceAllTheMoneyWentBack() {
        Purchase held = open();
        Money wrong = new Money(500, "EUR");

        assertThat(settle(held, seen(Progress.PAID, wrong, 499)).quarantine()).isNotNull();
        Settlement returned = settle(held, seen(Progress.PAID, wrong, 500));
        assertThat(returned.quarantine()).isNull();
        assertThat(returned.delivery()).isEqualTo(Delivery.UNFULFILLED);
        assertThat(returned.moneyBack()).isEqualTo(MoneyBack.REFUNDED);
    }

    @Test
    void endsWhatWasGrantedAlsoWhereTheProviderContradictsItselfLater() {
        CheckoutState elsewhere = new CheckoutState(
                "cs_1",
                "acct_2",
                false,
                "pur_1",
                Progress.PAID,
                PRICE,
                "pi_1",
                "ch_1",
                999,
                null,
                "jenny@example.com",
                null);

        assertThat(settle(fulfilled(), elsewhere).delivery()).isEqualTo(Delivery.REVOKED);
    }

    @Test
    void holdsBackWhatWasPaidAtAnotherPrice() {
        for (Money wrong : new Money[] {new Money(998, "EUR"), new Money(1000, "EUR"), new Money(999, "USD")}) {
            Settlement settlement = settle(open(), seen(Progress.PAID, wrong, 0));

            assertThat(settlement.payment()).isEqualTo(Payment.PAID);
            assertThat(settlement.delivery()).isEqualTo(Delivery.UNFULFILLED);
            assertThat(settlement.quarantine()).contains(wrong.toString());
        }
    }

    @Test
    void holdsBackWhatBelongsToAnotherPurchaseAccountOrMode() {
        assertThat(settle(open(), with("pur_2", "acct_1", false)).quarantine()).contains("another purchase");
        assertThat(settle(open(), with(null, "acct_1", false)).quarantine()).contains("another purchase");
        assertThat(settle(open(), with("pur_1", "acct_2", false)).quarantine()).contains("another account");
        assertThat(settle(open(), with("pur_1", "acct_1", true)).quarantine()).contains("another mode");
        assertThat(settle(open(), with("pur_1", CheckoutState.OWN_ACCOUNT, false))
                        .quarantine())
                .isNull();
    }

    private static CheckoutState with(String reference, String account, boolean livemode) {
        return new CheckoutState(
                "cs_1",
                account,
                livemode,
                reference,
                Progress.PAID,
                PRICE,
                null,
                null,
                0,
                null,
                "jenny@example.com",
                null);
    }

    private static Settlement settle(Purchase purchase, CheckoutState state) {
        return Settlement.of(purchase, RefundPolicy.STANDARD, state);
    }
}
