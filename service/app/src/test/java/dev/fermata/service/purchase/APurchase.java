package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.CheckoutState.Progress;
import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A month for EUR 9.99 that a stranger is about to pay, and how Stripe sees it; tests say what is odd about theirs. */
final class APurchase {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private APurchase() {}

    static Purchase open() {
        return at(Payment.OPEN, Delivery.UNFULFILLED, MoneyBack.NONE, null);
    }

    static Purchase fulfilled() {
        return at(Payment.PAID, Delivery.FULFILLED, MoneyBack.NONE, new MemberId("mem_1"));
    }

    static Purchase at(Payment payment, Delivery delivery, MoneyBack moneyBack, MemberId owner) {
        return new Purchase(
                new PurchaseId("pur_1"),
                new TermId("term_month"),
                1,
                999,
                "EUR",
                "ses_1",
                null,
                null,
                new SessionId("ses_1"),
                "https://site.example/_fermata/",
                "https://site.example/",
                owner,
                payment,
                delivery,
                moneyBack,
                null,
                "acct_1",
                false,
                "cs_1",
                "https://checkout.example/cs_1",
                1,
                NOW.plusSeconds(3600),
                null,
                null,
                null,
                moneyBack == MoneyBack.REFUNDED ? 999 : 0,
                3,
                null,
                NOW,
                null,
                NOW);
    }

    static CheckoutState seen(Progress progress) {
        return seen(progress, new Money(999, "EUR"), 0);
    }

    static CheckoutState seen(Progress progress, Money total, long refunded) {
        return seen(progress, total, refunded, null);
    }

    static CheckoutState disputed(long refunded, DisputeStatus... statuses) {
        var disputes = Arrays.stream(statuses)
                .map(status -> new SeenDispute("du_" + status, 999, "EUR", status, "fraudulent", null, NOW))
                .toList();
        var history = new ChargeHistory(List.of(), disputes, List.of());
        return seen(Progress.PAID, new Money(999, "EUR"), refunded, history);
    }

    private static CheckoutState seen(Progress progress, Money total, long refunded, ChargeHistory history) {
        return new CheckoutState(
                "cs_1",
                "acct_1",
                false,
                "pur_1",
                progress,
                total,
                "pi_1",
                "ch_1",
                refunded,
                history,
                "jenny@example.com",
                "Jenny");
    }
}
