package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the money: what a purchase needs of a payment provider, and no more. Every call goes over the network, so none is made
 * inside a transaction; each throws {@link PaymentProviderException} when there is no usable answer.
 */
public interface PaymentProvider {

    /** Opens a hosted checkout page. The same order, asked again, answers with the same page. */
    OpenCheckout open(CheckoutOrder order);

    /** How a checkout and its money stand right now. */
    CheckoutState look(String checkoutId);

    /** Makes a checkout page unpayable; one that was paid or expired already stays as it is. */
    void close(String checkoutId);

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
}
