package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the money: what a purchase needs of a payment provider, and no more. Every call goes over the network, so none is made
 * inside a transaction; each throws {@link PaymentProviderException} when there is no usable answer.
 */
public interface PaymentProvider {

    /** Opens a hosted checkout page. The same order, asked again, answers with the same page. */
    OpenCheckout open(CheckoutOrder order);

    /** How a checkout and its money stand right now; with the charge's history if the charge shows that it has one. */
    CheckoutState look(String checkoutId);

    /** As {@link #look}, and with the history also where the charge shows none: after a warning or a bank's question, say. */
    CheckoutState lookClosely(String checkoutId);

    /** Makes a checkout page unpayable; one that was paid or expired already stays as it is. */
    void close(String checkoutId);

    /** Gives money back. The same order, asked again, is the same refund. */
    SeenRefund refund(RefundOrder order);

    /** The refund that was made for this order, under whatever attempt; empty if none was. */
    Optional<SeenRefund> findRefund(RefundOrder order);

    /**
     * What the page shall sell, and where it leads. Equal orders are equal requests: nothing in here may depend on when it is sent.
     *
     * @param attempt counts how often a page was asked for; a new attempt is a new page
     * @param email prefilled and fixed on the page, if known
     */
    record CheckoutOrder(
            PurchaseId purchase,
            int attempt,
            String name,
            Money price,
            @Nullable String email,
            URI successUrl,
            URI cancelUrl,
            Instant expiresAt) {}

    /** A checkout page that can be paid. */
    record OpenCheckout(String id, URI url, String account, boolean livemode) {}

    /**
     * What shall go back of a payment. Equal orders are equal requests.
     *
     * @param attempt counts the keys under which it was asked for; a new attempt may be a new refund
     * @param amount in minor units of the payment's currency
     * @param reason one of the payment provider's words, if any
     */
    record RefundOrder(
            RefundId refund,
            PurchaseId purchase,
            int attempt,
            String paymentId,
            long amount,
            @Nullable String reason) {}
}
