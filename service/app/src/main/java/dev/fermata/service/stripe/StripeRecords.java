package dev.fermata.service.stripe;

import com.stripe.model.Dispute;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import dev.fermata.service.jobs.Pace;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import dev.fermata.service.purchase.CheckoutState;
import dev.fermata.service.purchase.PaymentRecords;
import dev.fermata.service.purchase.PurchaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is in Stripe's lists and carries the id of a purchase. Whatever else happens on the account is passed over. */
public final class StripeRecords implements PaymentRecords {

    private static final long PAGE = 100;

    private final StripeApi stripe;
    private final Pace pace;

    public StripeRecords(StripeApi stripe, Pace pace) {
        this.stripe = stripe;
        this.pace = pace;
    }

    @Override
    public String account() {
        return stripe.account();
    }

    @Override
    public boolean livemode() {
        return stripe.livemode();
    }

    @Override
    public void checkouts(Window window, Consumer<CheckoutState> each) {
        String account = stripe.account();
        var params = SessionListParams.builder()
                .setCreated(SessionListParams.Created.builder()
                        .setGte(window.since().getEpochSecond())
                        .setLt(window.until().getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .addExpand("data.payment_intent.latest_charge");
        pages(
                after -> v1 -> v1.checkout()
                        .sessions()
                        .list(params.setStartingAfter(after).build()),
                (Session session) -> purchase(session.getMetadata())
                        .ifPresent(ours -> each.accept(StripePayments.state(session, account))));
    }

    @Override
    public Optional<CheckoutState> checkout(String checkoutId) {
        String account = stripe.account();
        pace.await();
        return stripe.find(v1 -> v1.checkout().sessions().retrieve(checkoutId, StripePayments.WITH_CHARGE))
                .map(session -> StripePayments.state(session, account));
    }

    @Override
    public void refunds(Window window, Consumer<Listed<SeenRefund>> each) {
        var params = RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(window.since().getEpochSecond())
                        .setLt(window.until().getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .addExpand("data.payment_intent");
        pages(after -> v1 -> v1.refunds().list(params.setStartingAfter(after).build()), (Refund refund) -> listed(
                        refund.getPaymentIntentObject(), StripeMoneyBack.seen(refund))
                .ifPresent(each));
    }

    @Override
    public void disputes(Window window, Consumer<Listed<SeenDispute>> each) {
        var params = DisputeListParams.builder()
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(window.since().getEpochSecond())
                        .setLt(window.until().getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .addExpand("data.payment_intent");
        pages(after -> v1 -> v1.disputes().list(params.setStartingAfter(after).build()), (Dispute dispute) -> listed(
                        dispute.getPaymentIntentObject(), StripeMoneyBack.seen(dispute))
                .ifPresent(each));
    }

    /** A refund or dispute that was not made by us says nothing itself; its payment does. */
    private static <T> Optional<Listed<T>> listed(@Nullable PaymentIntent payment, T seen) {
        return payment == null
                ? Optional.empty()
                : purchase(payment.getMetadata()).map(ours -> new Listed<>(ours, payment.getId(), seen));
    }

    private static Optional<PurchaseId> purchase(@Nullable Map<String, String> metadata) {
        return Optional.ofNullable(metadata)
                .map(notes -> notes.get(StripePayments.PURCHASE))
                .map(PurchaseId::new);
    }

    private <T extends HasId> void pages(
            Function<@Nullable String, StripeApi.Call<StripeCollection<T>>> call, Consumer<T> each) {
        String after = null;
        boolean more = true;
        while (more) {
            pace.await();
            StripeCollection<T> page = stripe.ask(call.apply(after));
            List<T> data = page.getData();
            data.forEach(each);
            more = Boolean.TRUE.equals(page.getHasMore()) && !data.isEmpty();
            after = more ? data.get(data.size() - 1).getId() : null;
        }
    }
}
