package dev.fermata.service.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.http.Body;
import dev.fermata.service.http.Fields;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.PurchaseEntry.RefundEntry;
import dev.fermata.service.purchase.Refunds.Wanted;
import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code api/v1/purchases}, for servers: how a purchase stands, and giving its money back. */
@Path("api/v1/purchases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ)
public final class PurchasesEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(PurchasesEndpoint.class);
    private static final Duration PROVIDER_RETRY = Duration.ofSeconds(10);
    private static final int LONGEST_NOTE = 1000;
    private static final long LARGEST_AMOUNT = 99_999_999_999L;

    /** Stripe's words for why (<a href="https://docs.stripe.com/api/refunds/create#create_refund-reason">Stripe: reason</a>). */
    enum RefundReason {
        DUPLICATE,
        FRAUDULENT,
        REQUESTED_BY_CUSTOMER
    }

    private final PurchaseStory story;
    private final Purchases purchases;
    private final Refunds refunds;

    public PurchasesEndpoint(PurchaseStory story, Purchases purchases, Refunds refunds) {
        this.story = story;
        this.purchases = purchases;
        this.refunds = refunds;
    }

    /** Every refund of a purchase, oldest first. */
    record RefundList(List<RefundEntry> data) {}

    @GET
    public PurchaseEntry one(@PathParam("id") String id) {
        return story.of(purchase(id));
    }

    /** Brings it to where its money is, whatever was missed. */
    @POST
    @Path("settle")
    @RequiresScope(Scope.WRITE)
    public PurchaseEntry settle(@PathParam("id") String id) {
        Purchase purchase = purchase(id);
        try {
            return story.of(purchases.settleClosely(purchase.id()));
        } catch (PaymentProviderException e) {
            LOG.warn("The purchase {} is not settled: {}", id, e.getMessage());
            throw new ProblemException(
                            ProblemType.PAYMENT_PROVIDER_UNAVAILABLE, "The payment provider says nothing: " + e.code())
                    .retryAfter(PROVIDER_RETRY);
        }
    }

    @GET
    @Path("refunds")
    public RefundList refunds(@PathParam("id") String id) {
        return new RefundList(
                refunds.of(purchase(id).id()).stream().map(RefundEntry::of).toList());
    }

    /**
     * 201 once the payment provider has made the refund, 202 while its answer is missing: it is asked again until it answers. The same
     * {@code Idempotency-Key} is the same refund, answered with 200.
     */
    @POST
    @Path("refunds")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.WRITE)
    public Response refund(
            @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable JsonNode body) {
        RefundWish wish = Body.read(body, fields -> wish(fields, key));
        Wanted wanted = refunds.want(new PurchaseId(id), wish);
        Refund refund = carriedOut(wanted.refund());
        if (refund.status() == RefundStatus.REFUSED) {
            throw new ProblemException(
                            ProblemType.REFUND_REFUSED, "The payment provider declines: " + refund.failureReason())
                    .with("refund", RefundEntry.of(refund));
        }
        return Response.status(status(wanted, refund))
                .entity(RefundEntry.of(refund))
                .build();
    }

    private static Status status(Wanted wanted, Refund refund) {
        if (refund.status() == RefundStatus.REQUESTED) {
            return Status.ACCEPTED;
        }
        return wanted.fresh() ? Status.CREATED : Status.OK;
    }

    private Refund carriedOut(Refund wanted) {
        try {
            return refunds.carryOut(wanted.id());
        } catch (PaymentProviderException e) {
            LOG.warn("The refund {} waits for the payment provider: {}", wanted.id(), e.getMessage());
            return refunds.find(wanted.id());
        }
    }

    private static RefundWish wish(Fields fields, @Nullable String key) {
        fields.only("amount", "reason", "note").notNull("amount", "reason", "note");
        fields.idempotencyKey(key);
        return new RefundWish(
                fields.has("amount") ? fields.positive("amount", LARGEST_AMOUNT) : null,
                fields.has("reason")
                        ? fields.choice("reason", RefundReason.REQUESTED_BY_CUSTOMER)
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                        : null,
                fields.optionalText("note", LONGEST_NOTE),
                key);
    }

    private Purchase purchase(String id) {
        return purchases
                .find(new PurchaseId(id))
                .orElseThrow(() -> new ProblemException(ProblemType.PURCHASE_NOT_FOUND, "No purchase has this id"));
    }
}
