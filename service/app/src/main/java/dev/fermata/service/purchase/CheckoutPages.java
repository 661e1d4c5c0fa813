package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Term;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.Checkout.Started;
import dev.fermata.service.purchase.Checkout.Wish;
import dev.fermata.service.purchase.PaymentProvider.CheckoutOrder;
import dev.fermata.service.purchase.PaymentProvider.OpenCheckout;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * The payable pages: one per buyer and term at a time, and one per browser and term. A purchase is written down before the payment provider is asked, and a page is
 * handed out only while its purchase can still be paid. Each method answers with nothing where something was in the way that is
 * out of it now, so that asking again goes on.
 */
final class CheckoutPages {

    /** Stripe opens no page that expires in less than 30 minutes, by its own clock; this leaves time for the request. */
    private static final Duration SHORTEST_PAGE = Duration.ofMinutes(30).plusSeconds(30);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Purchases purchases;
    private final Duration lifetime;
    private final Function<Purchase, ProblemException> whenPaid;

    /** @param whenPaid what is said to a buyer who asks for a page and has paid already */
    CheckoutPages(
            Jdbi jdbi,
            InstantSource clock,
            Purchases purchases,
            Duration lifetime,
            Function<Purchase, ProblemException> whenPaid) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.purchases = purchases;
        this.lifetime = lifetime;
        this.whenPaid = whenPaid;
    }

    Optional<Started> open(PaymentProvider provider, Buyer buyer, Term term, Wish wish) {
        return reserve(buyer, term, wish).flatMap(purchase -> {
            boolean same = sells(purchase, buyer, term, wish);
            return purchase.checkoutId() == null
                    ? ask(provider, purchase, term, same)
                    : reopen(provider, purchase, wish, same);
        });
    }

    /** The unfinished purchase of this term that the buyer or the browser has; else a new one, unless another was quicker. */
    private Optional<Purchase> reserve(Buyer buyer, Term term, Wish wish) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(PurchaseDao.class);
            Optional<Purchase> unfinished = dao.unfinished(buyer.key(), buyer.browser(), term.id());
            if (unfinished.isPresent()) {
                return unfinished;
            }
            Purchase wanted = Purchase.wanted(buyer, term, wish, clock.instant(), lifetime);
            if (!dao.insert(wanted)) {
                return Optional.empty();
            }
            purchases.tellStarted(tx, wanted);
            return Optional.of(wanted);
        });
    }

    /** Whether it is this buyer's, at today's price. Who was signed in meanwhile is another buyer in the same browser. */
    private static boolean sells(Purchase purchase, Buyer buyer, Term term, Wish wish) {
        return purchase.buyer().equals(buyer.key())
                && purchase.termVersion() == term.version()
                && purchase.base().equals(wish.base());
    }

    private Optional<Started> ask(PaymentProvider provider, Purchase purchase, Term term, boolean same) {
        boolean opensStill =
                purchase.checkoutExpiresAt().isAfter(clock.instant().plus(SHORTEST_PAGE));
        if (!opensStill || !same) {
            purchases.abandon(purchase);
            return Optional.empty();
        }
        OpenCheckout open = opened(provider, purchase, term);
        inDatabase(dao -> dao.opened(
                purchase.id(), open.id(), open.url().toString(), open.account(), open.livemode(), clock.instant()));
        Purchase now = purchases.find(purchase.id()).orElseThrow();
        if (now.payment() == Payment.OPEN && open.id().equals(now.checkoutId())) {
            return Optional.of(new Started(now.id(), open.url(), true));
        }
        provider.close(open.id());
        return Optional.empty();
    }

    /** A failure that would be repeated under the same key is left behind with that key. */
    private OpenCheckout opened(PaymentProvider provider, Purchase purchase, Term term) {
        try {
            return provider.open(order(purchase, term));
        } catch (PaymentProviderException e) {
            if (e.kind() == Kind.BROKEN) {
                inDatabase(dao -> dao.giveUpAttempt(purchase.id(), purchase.checkoutAttempt(), clock.instant()));
            }
            throw e;
        }
    }

    /** A page that is open already: handed out again if it still sells the same, and never beside a payment that is on its way. */
    private Optional<Started> reopen(PaymentProvider provider, Purchase before, Wish wish, boolean same) {
        String checkoutId = Objects.requireNonNull(before.checkoutId());
        if (before.payment() == Payment.OPEN && !same) {
            provider.close(checkoutId);
        }
        Purchase purchase = settled(before);
        return switch (purchase.payment()) {
            case OPEN -> stillOpen(provider, purchase, wish, same);
            case PAID -> throw whenPaid.apply(purchase);
            case PROCESSING ->
                throw new ProblemException(
                                ProblemType.PAYMENT_PROCESSING,
                                "The payment was made and is on its way; paying again would pay twice")
                        .with("purchase_id", purchase.id().value());
            case CREATED, FAILED, EXPIRED -> Optional.empty();
        };
    }

    /** A page that our key cannot see, since the account or its mode was changed, is given up once no money can come of it. */
    private Purchase settled(Purchase before) {
        try {
            return purchases.settle(before);
        } catch (PaymentProviderException e) {
            if (e.kind() != Kind.UNKNOWN || before.mayStillBePaid(clock.instant())) {
                throw e;
            }
            purchases.abandon(before);
            return purchases.find(before.id()).orElseThrow();
        }
    }

    private Optional<Started> stillOpen(PaymentProvider provider, Purchase purchase, Wish wish, boolean same) {
        String url = purchase.checkoutUrl();
        if (url == null || !same) {
            provider.close(Objects.requireNonNull(purchase.checkoutId()));
            return Optional.empty();
        }
        inDatabase(dao -> dao.returnTo(purchase.id(), wish.returnUrl().toString(), clock.instant()));
        return Optional.of(new Started(purchase.id(), URI.create(url), false));
    }

    private static CheckoutOrder order(Purchase purchase, Term term) {
        String query = "?purchase=" + purchase.id();
        return new CheckoutOrder(
                purchase.id(),
                purchase.checkoutAttempt(),
                term.name(),
                purchase.price(),
                purchase.buyerEmail(),
                purchase.base().resolve("checkout/return" + query),
                purchase.base().resolve("checkout/cancel" + query),
                purchase.checkoutExpiresAt());
    }

    private void inDatabase(Consumer<PurchaseDao> change) {
        jdbi.useExtension(PurchaseDao.class, change::accept);
    }
}
