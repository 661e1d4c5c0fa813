package dev.fermata.service.purchase;

import dev.fermata.service.jobs.Jobs;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import dev.fermata.service.purchase.PaymentProvider.RefundOrder;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives money back. A refund is written down before the payment provider is asked, so one whose answer was lost is found again and
 * not made twice.
 */
public class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    /** Stripe keeps a key for a day at least; half of that is safe. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(12);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Purchases purchases;
    private final Jobs jobs;
    private final Optional<PaymentProvider> provider;

    public Refunds(Jdbi jdbi, InstantSource clock, Purchases purchases, Jobs jobs, Optional<PaymentProvider> provider) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.purchases = purchases;
        this.jobs = jobs;
        this.provider = provider;
    }

    List<Refund> of(PurchaseId id) {
        return jdbi.withExtension(MoneyBackDao.class, dao -> dao.refunds(id));
    }

    /** A refund, and whether it was wanted just now rather than before under the same key. */
    record Wanted(Refund refund, boolean fresh) {}

    /**
     * Writes a refund down, to be carried out by a job if nobody calls {@link #carryOut} before.
     *
     * @throws ProblemException if the purchase is not paid, less is left than wanted, or the key was used for something else
     */
    Wanted want(PurchaseId id, RefundWish wish) {
        if (provider.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PAYMENT_PROVIDER_MISSING,
                    "Nothing can be refunded until a payment provider is connected");
        }
        return jdbi.inTransaction(tx -> want(tx, id, wish));
    }

    private Wanted want(Handle tx, PurchaseId id, RefundWish wish) {
        Purchase purchase = tx.attach(PurchaseDao.class)
                .lock(id)
                .orElseThrow(() -> new ProblemException(ProblemType.PURCHASE_NOT_FOUND, "No purchase has this id"));
        var dao = tx.attach(MoneyBackDao.class);
        String key = wish.idempotencyKey();
        Optional<Refund> before = key == null ? Optional.empty() : dao.refundByKey(key);
        if (before.isPresent()) {
            requireSame(dao, before.get(), id, wish);
            return new Wanted(before.get(), false);
        }
        Refund refund = refund(purchase, wish, amount(purchase, dao.refunds(id), wish));
        if (!dao.insert(refund, key == null ? null : wish.text())) {
            throw keyUsed();
        }
        jobs.queue(tx, RefundJob.of(refund.id()), clock.instant().plus(RefundJob.FIRST_LOOK));
        return new Wanted(refund, true);
    }

    private static void requireSame(MoneyBackDao dao, Refund refund, PurchaseId id, RefundWish wish) {
        if (!refund.purchaseId().equals(id) || !wish.text().equals(dao.askedFor(refund.id()))) {
            throw keyUsed();
        }
    }

    private static ProblemException keyUsed() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another refund");
    }

    /** What is to go back: never more than was paid and neither went back nor is about to. */
    private static long amount(Purchase purchase, List<Refund> refunds, RefundWish wish) {
        if (purchase.payment() != Payment.PAID) {
            throw new ProblemException(
                    ProblemType.PURCHASE_NOT_PAID,
                    "The purchase is " + word(purchase.payment()) + "; nothing was taken");
        }
        long asked = sum(refunds, refund -> refund.status() == RefundStatus.REQUESTED);
        long listed = sum(
                refunds,
                refund -> refund.status() != RefundStatus.REQUESTED
                        && !refund.status().isOver());
        // One that is made between the look at the charge and the look at its refunds is listed, but not yet in the
        // charge's sum.
        long returned = Math.max(purchase.amountRefunded(), listed);
        long paid = Objects.requireNonNullElse(purchase.amountPaid(), purchase.amount());
        long left = paid - returned - asked;
        if (left <= 0) {
            throw new ProblemException(ProblemType.ALREADY_REFUNDED, "All of the money went back already");
        }
        long amount = wish.amount() == null ? left : wish.amount();
        if (amount > left) {
            throw new ProblemException(ProblemType.REFUND_TOO_LARGE, "must not be more than is left, which is " + left)
                    .about("/amount");
        }
        return amount;
    }

    private static long sum(List<Refund> refunds, Predicate<Refund> which) {
        return refunds.stream().filter(which).mapToLong(Refund::amount).sum();
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Refund refund(Purchase purchase, RefundWish wish, long amount) {
        return new Refund(
                RefundId.next(),
                purchase.id(),
                null,
                amount,
                purchase.currency(),
                RefundStatus.REQUESTED,
                wish.reason(),
                wish.note(),
                null,
                1,
                wish.idempotencyKey(),
                clock.instant(),
                clock.instant());
    }

    /**
     * Asks the payment provider for a refund that was written down, and settles the purchase. Repeated, it changes nothing. A refund
     * that the provider declines is marked so; where there is no usable answer, or it is our key that is declined, it stays wanted and
     * is to be asked for again.
     *
     * @throws PaymentProviderException if there is no usable answer
     */
    Refund carryOut(RefundId id) {
        Refund refund = find(id);
        if (refund.status() == RefundStatus.REQUESTED) {
            ask(refund);
        }
        purchases.settleClosely(refund.purchaseId());
        return find(id);
    }

    private void ask(Refund refund) {
        PaymentProvider asked = provider.orElseThrow();
        Purchase purchase = purchases.find(refund.purchaseId()).orElseThrow();
        var order = new RefundOrder(
                refund.id(),
                purchase.id(),
                refund.attempt(),
                Objects.requireNonNull(purchase.paymentId()),
                refund.amount(),
                refund.reason());
        try {
            SeenRefund seen = answered(asked, order, refund);
            jdbi.useExtension(MoneyBackDao.class, dao -> dao.answered(refund.id(), seen.id(), clock.instant()));
        } catch (PaymentProviderException e) {
            if (e.kind() == Kind.BROKEN) {
                jdbi.useExtension(
                        MoneyBackDao.class, dao -> dao.giveUpAttempt(refund.id(), refund.attempt(), clock.instant()));
            }
            if (e.kind() != Kind.REFUSED && e.kind() != Kind.UNKNOWN) {
                throw e;
            }
            LOG.warn("The refund {} is declined: {}", refund.id(), e.getMessage());
            jdbi.useExtension(MoneyBackDao.class, dao -> dao.refuse(refund.id(), e.code(), clock.instant()));
        }
    }

    /** Under another key than before, or under one that was forgotten meanwhile, it would be made twice: it is looked for first. */
    private SeenRefund answered(PaymentProvider provider, RefundOrder order, Refund refund) {
        boolean keyIsNotEnough =
                refund.attempt() > 1 || refund.createdAt().plus(KEY_LIFETIME).isBefore(clock.instant());
        return (keyIsNotEnough ? provider.findRefund(order) : Optional.<SeenRefund>empty())
                .orElseGet(() -> provider.refund(order));
    }

    Refund find(RefundId id) {
        return jdbi.withExtension(MoneyBackDao.class, dao -> dao.refund(id)).orElseThrow();
    }
}
