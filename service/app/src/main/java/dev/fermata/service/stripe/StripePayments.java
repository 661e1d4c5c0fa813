package dev.fermata.service.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.fermata.service.catalog.Money;
import dev.fermata.service.purchase.ChargeHistory;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import dev.fermata.service.purchase.CheckoutState;
import dev.fermata.service.purchase.CheckoutState.Progress;
import dev.fermata.service.purchase.PaymentProvider;
import dev.fermata.service.purchase.PaymentProviderException;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Payments by Stripe Checkout: one session per purchase and attempt, found again by our idempotency key. */
public final class StripePayments implements PaymentProvider {

    /** The metadata key that carries our purchase id on every Stripe object that we cause. */
    static final String PURCHASE = "fermata_purchase";

    private static final Set<String> NOT_COMING = Set.of("requires_payment_method", "canceled");

    static final SessionRetrieveParams WITH_CHARGE = SessionRetrieveParams.builder()
            .addExpand("payment_intent.latest_charge")
            .build();

    private final StripeApi stripe;
    private final StripeMoneyBack moneyBack;

    public StripePayments(StripeApi stripe) {
        this.stripe = stripe;
        this.moneyBack = new StripeMoneyBack(stripe);
    }

    @Override
    public OpenCheckout open(CheckoutOrder order) {
        String account = stripe.account();
        RequestOptions once = RequestOptions.builder()
                .setIdempotencyKey("fermata:" + order.purchase() + ":checkout:" + order.attempt())
                .build();
        Session session = stripe.ask(v1 -> v1.checkout().sessions().create(params(order), once));
        return new OpenCheckout(
                session.getId(), URI.create(session.getUrl()), account, Boolean.TRUE.equals(session.getLivemode()));
    }

    @Override
    public CheckoutState look(String checkoutId) {
        return look(checkoutId, false);
    }

    @Override
    public CheckoutState lookClosely(String checkoutId) {
        return look(checkoutId, true);
    }

    private CheckoutState look(String checkoutId, boolean closely) {
        String account = stripe.account();
        Session session = stripe.ask(v1 -> v1.checkout().sessions().retrieve(checkoutId, WITH_CHARGE));
        ChargeHistory history = charge(session)
                .filter(taken -> closely || hasHistory(taken))
                .map(moneyBack::of)
                .orElse(null);
        return state(session, account, history);
    }

    /** The session's state without the charge's history; its charge must have been asked for along with it. */
    static CheckoutState state(Session session, String account) {
        return state(session, account, null);
    }

    private static CheckoutState state(Session session, String account, @Nullable ChargeHistory history) {
        Optional<Charge> charge = charge(session);
        var buyer = Optional.ofNullable(session.getCustomerDetails());
        return new CheckoutState(
                session.getId(),
                account,
                Boolean.TRUE.equals(session.getLivemode()),
                session.getClientReferenceId(),
                progress(session, Optional.ofNullable(session.getPaymentIntentObject())),
                total(session),
                session.getPaymentIntent(),
                charge.map(Charge::getId).orElse(null),
                charge.map(Charge::getAmountRefunded).orElse(0L),
                history,
                buyer.map(Session.CustomerDetails::getEmail).orElse(null),
                buyer.map(Session.CustomerDetails::getName).orElse(null));
    }

    private static Optional<Charge> charge(Session session) {
        return Optional.ofNullable(session.getPaymentIntentObject()).map(PaymentIntent::getLatestChargeObject);
    }

    private static boolean hasHistory(Charge charge) {
        return charge.getAmountRefunded() > 0 || Boolean.TRUE.equals(charge.getDisputed());
    }

    @Override
    public SeenRefund refund(RefundOrder order) {
        return moneyBack.refund(order);
    }

    @Override
    public Optional<SeenRefund> findRefund(RefundOrder order) {
        return moneyBack.find(order);
    }

    @Override
    public void close(String checkoutId) {
        try {
            stripe.ask(v1 -> v1.checkout().sessions().expire(checkoutId));
        } catch (PaymentProviderException e) {
            // Declined means that it is paid or expired already; which of the two, the next look tells.
            if (e.kind() != Kind.REFUSED && e.kind() != Kind.UNKNOWN) {
                throw e;
            }
        }
    }

    private static SessionCreateParams params(CheckoutOrder order) {
        var params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(order.purchase().value())
                .putMetadata(PURCHASE, order.purchase().value())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata(PURCHASE, order.purchase().value())
                        .build())
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(LineItem.PriceData.builder()
                                .setCurrency(order.price().currency().toLowerCase(Locale.ROOT))
                                .setUnitAmount(order.price().amount())
                                .setProductData(LineItem.PriceData.ProductData.builder()
                                        .setName(order.name())
                                        .build())
                                .build())
                        .build())
                // Stripe replaces the braces as they stand here; they must not be percent-encoded.
                .setSuccessUrl(order.successUrl() + "&session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl(order.cancelUrl().toString())
                .setExpiresAt(order.expiresAt().getEpochSecond());
        if (order.email() != null) {
            params.setCustomerEmail(order.email());
        }
        return params.build();
    }

    private static Progress progress(Session session, Optional<PaymentIntent> payment) {
        boolean unpaid = "unpaid".equals(session.getPaymentStatus());
        return switch (session.getStatus() == null ? "" : session.getStatus()) {
            case "complete" -> unpaid ? (isLost(payment) ? Progress.FAILED : Progress.PROCESSING) : Progress.PAID;
            case "expired" -> Progress.EXPIRED;
            default -> Progress.OPEN;
        };
    }

    private static boolean isLost(Optional<PaymentIntent> payment) {
        return payment.map(PaymentIntent::getStatus)
                .filter(NOT_COMING::contains)
                .isPresent();
    }

    private static @Nullable Money total(Session session) {
        return session.getAmountTotal() == null || session.getCurrency() == null
                ? null
                : new Money(session.getAmountTotal(), session.getCurrency().toUpperCase(Locale.ROOT));
    }
}
