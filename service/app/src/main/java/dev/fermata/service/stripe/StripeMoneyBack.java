package dev.fermata.service.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.HasId;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.radar.EarlyFraudWarning;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.radar.EarlyFraudWarningListParams;
import dev.fermata.service.purchase.ChargeHistory;
import dev.fermata.service.purchase.ChargeHistory.FraudWarning;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import dev.fermata.service.purchase.DisputeStatus;
import dev.fermata.service.purchase.PaymentProvider.RefundOrder;
import dev.fermata.service.purchase.PaymentProviderException;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import dev.fermata.service.purchase.RefundId;
import dev.fermata.service.purchase.RefundStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes back of a charge at Stripe: refunds, disputes, early fraud warnings. */
final class StripeMoneyBack {

    /** The metadata key that carries our refund id. */
    static final String REFUND = "fermata_refund";

    private static final long PAGE = 100;

    private final StripeApi stripe;

    StripeMoneyBack(StripeApi stripe) {
        this.stripe = stripe;
    }

    /** All of it, in the order in which it happened. */
    ChargeHistory of(Charge charge) {
        return new ChargeHistory(refunds(charge.getId()), disputes(charge), warnings(charge.getId()));
    }

    SeenRefund refund(RefundOrder order) {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(order.paymentId())
                .setAmount(order.amount())
                .putMetadata(StripePayments.PURCHASE, order.purchase().value())
                .putMetadata(REFUND, order.refund().value());
        if (order.reason() != null) {
            params.setReason(RefundCreateParams.Reason.valueOf(order.reason().toUpperCase(Locale.ROOT)));
        }
        RequestOptions once = RequestOptions.builder()
                .setIdempotencyKey("fermata:" + order.refund() + ":" + order.attempt())
                .build();
        Refund made = stripe.ask(v1 -> v1.refunds().create(params.build(), once));
        return seen(made);
    }

    Optional<SeenRefund> find(RefundOrder order) {
        var params =
                RefundListParams.builder().setPaymentIntent(order.paymentId()).setLimit(PAGE);
        return all(params).stream()
                .map(StripeMoneyBack::seen)
                .filter(refund ->
                        refund.request().filter(order.refund()::equals).isPresent())
                .findFirst();
    }

    private List<SeenRefund> refunds(String chargeId) {
        var params = RefundListParams.builder().setCharge(chargeId).setLimit(PAGE);
        return reversed(all(params).stream().map(StripeMoneyBack::seen).toList());
    }

    private List<Refund> all(RefundListParams.Builder params) {
        List<Refund> refunds = new ArrayList<>();
        StripeCollection<Refund> page;
        do {
            page = stripe.ask(v1 -> v1.refunds().list(params.build()));
            refunds.addAll(page.getData());
            if (!refunds.isEmpty()) {
                params.setStartingAfter(refunds.get(refunds.size() - 1).getId());
            }
        } while (Boolean.TRUE.equals(page.getHasMore()));
        return refunds;
    }

    /** A key that may not read disputes is no reason not to settle, unless there is one. */
    private List<SeenDispute> disputes(Charge charge) {
        var params = DisputeListParams.builder().setCharge(charge.getId()).setLimit(PAGE);
        boolean disputed = Boolean.TRUE.equals(charge.getDisputed());
        return reversed(readable(!disputed, v1 -> v1.disputes().list(params.build())).stream()
                .map(StripeMoneyBack::seen)
                .toList());
    }

    /** Only stored, and so never a reason not to settle. */
    private List<FraudWarning> warnings(String chargeId) {
        var params = EarlyFraudWarningListParams.builder().setCharge(chargeId).setLimit(PAGE);
        return reversed(readable(true, v1 -> v1.radar().earlyFraudWarnings().list(params.build())).stream()
                .map(StripeMoneyBack::seen)
                .toList());
    }

    private <T extends HasId> List<T> readable(boolean dispensable, StripeApi.Call<StripeCollection<T>> call) {
        try {
            return stripe.ask(call).getData();
        } catch (PaymentProviderException e) {
            if (dispensable && (e.kind() == Kind.KEY_REFUSED || e.kind() == Kind.REFUSED)) {
                return List.of();
            }
            throw e;
        }
    }

    static SeenRefund seen(Refund refund) {
        Map<String, String> metadata = refund.getMetadata() == null ? Map.of() : refund.getMetadata();
        return new SeenRefund(
                refund.getId(),
                Optional.ofNullable(metadata.get(REFUND)).map(RefundId::new),
                refund.getAmount(),
                refund.getCurrency().toUpperCase(Locale.ROOT),
                constant(RefundStatus.class, refund.getStatus(), RefundStatus.UNKNOWN),
                refund.getReason(),
                refund.getFailureReason(),
                Instant.ofEpochSecond(refund.getCreated()));
    }

    static SeenDispute seen(Dispute dispute) {
        Long due = dispute.getEvidenceDetails() == null
                ? null
                : dispute.getEvidenceDetails().getDueBy();
        return new SeenDispute(
                dispute.getId(),
                dispute.getAmount(),
                dispute.getCurrency().toUpperCase(Locale.ROOT),
                constant(DisputeStatus.class, dispute.getStatus(), DisputeStatus.UNKNOWN),
                dispute.getReason(),
                due == null ? null : Instant.ofEpochSecond(due),
                Instant.ofEpochSecond(dispute.getCreated()));
    }

    private static FraudWarning seen(EarlyFraudWarning warning) {
        return new FraudWarning(
                warning.getId(),
                warning.getFraudType(),
                Boolean.TRUE.equals(warning.getActionable()),
                Instant.ofEpochSecond(warning.getCreated()));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String word, E unknown) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(unknown);
    }

    private static <T> List<T> reversed(List<T> newestFirst) {
        List<T> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }
}
