package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.Term;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.purchase.Checkout.Wish;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.SessionId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the purchase table; long because it is the whole story of one purchase. What was sold is pinned by term and version,
 * and by the price.
 *
 * @param buyer one unfinished purchase per buyer and term: a member's id, or the device session's where nobody was signed in
 * @param memberId who owns what was bought; known once it is paid
 * @param quarantine what the payment provider says that contradicts what was sold; nothing is granted while it is set
 * @param version grows with every change
 */
public record Purchase(
        PurchaseId id,
        TermId termId,
        int termVersion,
        long amount,
        String currency,
        String buyer,
        @Nullable MemberId buyerMemberId,
        @Nullable String buyerEmail,
        SessionId deviceSessionId,
        String baseUrl,
        String returnUrl,
        @Nullable MemberId memberId,
        Payment payment,
        Delivery delivery,
        MoneyBack moneyBack,
        @Nullable String quarantine,
        @Nullable String providerAccount,
        @Nullable Boolean livemode,
        @Nullable String checkoutId,
        @Nullable String checkoutUrl,
        int checkoutAttempt,
        Instant checkoutExpiresAt,
        @Nullable String paymentId,
        @Nullable String chargeId,
        @Nullable Long amountPaid,
        long amountRefunded,
        long version,
        @Nullable Instant linkMailedAt,
        Instant createdAt,
        @Nullable Instant paidAt,
        Instant updatedAt) {

    /** A new one, not yet known to the payment provider; {@code term} has a price. */
    static Purchase wanted(Buyer buyer, Term term, Wish wish, Instant now, Duration lifetime) {
        Money price = Objects.requireNonNull(term.price());
        return new Purchase(
                PurchaseId.next(),
                term.id(),
                term.version(),
                price.amount(),
                price.currency(),
                buyer.key(),
                buyer.member(),
                buyer.email(),
                buyer.browser(),
                wish.base().toString(),
                wish.returnUrl().toString(),
                null,
                Payment.CREATED,
                Delivery.UNFULFILLED,
                MoneyBack.NONE,
                null,
                null,
                null,
                null,
                null,
                1,
                now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS),
                null,
                null,
                null,
                0,
                0,
                null,
                now,
                null,
                now);
    }

    public Money price() {
        return new Money(amount, currency);
    }

    public URI base() {
        return URI.create(baseUrl);
    }

    /** Whether nobody was signed in where it was started. */
    public boolean isAnonymous() {
        return buyerMemberId == null;
    }

    /**
     * Whether real money can still come of it, as far as can be known without asking: while its page is open, and however long a
     * delayed payment takes. No real money comes of a test.
     */
    boolean mayStillBePaid(Instant now) {
        return !Boolean.FALSE.equals(livemode) && (payment == Payment.PROCESSING || now.isBefore(checkoutExpiresAt));
    }

    /** Whether this browser may learn how it ended: it started the purchase, or its owner is signed in to it. */
    public boolean isOf(DeviceSession session) {
        MemberId owner = memberId == null ? buyerMemberId : memberId;
        return session.id().equals(deviceSessionId)
                || (session.isAuthenticated() && owner != null && owner.equals(session.memberId()));
    }
}
