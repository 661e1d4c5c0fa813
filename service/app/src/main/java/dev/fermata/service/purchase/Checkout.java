package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Term;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.entitlement.Entitlement;
import dev.fermata.service.entitlement.EntitlementResponse;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.PaymentProvider.CheckoutOrder;
import dev.fermata.service.purchase.PaymentProvider.OpenCheckout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts purchases: the only place that asks for money. */
public class Checkout {

    private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
    private static final Duration PROVIDER_RETRY = Duration.ofSeconds(10);
    /** Stripe opens no page that expires in less than 30 minutes, by its own clock; this leaves time for the request. */
    private static final Duration SHORTEST_PAGE = Duration.ofMinutes(30).plusSeconds(30);

    private static final int MOST_TRIES = 4;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Catalog catalog;
    private final Entitlements entitlements;
    private final Purchases purchases;
    private final Optional<PaymentProvider> provider;
    private final Duration lifetime;

    public Checkout(
            Jdbi jdbi,
            InstantSource clock,
            Catalog catalog,
            Entitlements entitlements,
            Purchases purchases,
            Optional<PaymentProvider> provider,
            Duration lifetime) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.catalog = catalog;
        this.entitlements = entitlements;
        this.purchases = purchases;
        this.provider = provider;
        this.lifetime = lifetime;
    }

    /** What to buy, and where the reader comes from and goes back to. */
    record Wish(TermId term, URI base, URI returnUrl) {}

    /** A page that can be paid; {@code fresh} unless it had been opened before. */
    record Started(PurchaseId purchase, URI checkoutUrl, boolean fresh) {}

    /**
     * Opens a checkout page, or hands out the one that this buyer has open for the term. The purchase is written down before the
     * payment provider is asked, so an answer that is lost is found again by asking again.
     *
     * @throws ProblemException if the term cannot be bought, is owned already, or the payment provider gives no page
     */
    Started start(Buyer buyer, Wish wish) {
        Term term = sellable(wish.term());
        PaymentProvider asked = provider.orElseThrow(Checkout::providerMissing);
        refuseIfOwned(buyer, term);
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<Started> started = asking(() -> tryToStart(asked, buyer, term, wish));
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new ProblemException(ProblemType.PAYMENT_PROVIDER_UNAVAILABLE, "The checkout is busy, try again")
                .retryAfter(PROVIDER_RETRY);
    }

    /** Empty if an earlier checkout was in the way and is out of it now. */
    private Optional<Started> tryToStart(PaymentProvider asked, Buyer buyer, Term term, Wish wish) {
        Purchase purchase = reserve(buyer, term, wish);
        if (purchase.checkoutId() != null) {
            return reopen(asked, buyer, purchase, term, wish);
        }
        if (!isOfferable(purchase, term, wish)) {
            jdbi.useExtension(PurchaseDao.class, dao -> dao.abandon(purchase.id(), clock.instant()));
            return Optional.empty();
        }
        OpenCheckout open = asked.open(order(purchase, term));
        jdbi.useExtension(
                PurchaseDao.class,
                dao -> dao.opened(
                        purchase.id(),
                        open.id(),
                        open.url().toString(),
                        open.account(),
                        open.livemode(),
                        clock.instant()));
        return Optional.of(new Started(purchase.id(), open.url(), true));
    }

    /** The buyer's unfinished purchase of this term: the one there is, or a new one. */
    private Purchase reserve(Buyer buyer, Term term, Wish wish) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(PurchaseDao.class);
            Purchase wanted = wanted(buyer, term, wish);
            if (dao.insert(wanted)) {
                return wanted;
            }
            return dao.unfinished(buyer.key(), term.id()).orElseThrow(() -> new ProblemException(
                            ProblemType.PAYMENT_PROVIDER_UNAVAILABLE, "The checkout is busy, try again")
                    .retryAfter(Duration.ofSeconds(1)));
        });
    }

    private Purchase wanted(Buyer buyer, Term term, Wish wish) {
        Money price = java.util.Objects.requireNonNull(term.price());
        Instant now = clock.instant();
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

    /** Whether the payment provider would still open the page that was written down. */
    private boolean isOfferable(Purchase purchase, Term term, Wish wish) {
        return isSameOffer(purchase, term, wish)
                && purchase.checkoutExpiresAt().isAfter(clock.instant().plus(SHORTEST_PAGE));
    }

    private static boolean isSameOffer(Purchase purchase, Term term, Wish wish) {
        return purchase.termVersion() == term.version() && purchase.base().equals(wish.base());
    }

    /** A page that is open already: handed out again if it still sells the same, and never beside a payment that is on its way. */
    private Optional<Started> reopen(PaymentProvider asked, Buyer buyer, Purchase before, Term term, Wish wish) {
        String checkoutId = java.util.Objects.requireNonNull(before.checkoutId());
        if (before.payment() == Payment.OPEN && !isSameOffer(before, term, wish)) {
            asked.close(checkoutId);
        }
        Purchase purchase = purchases.settle(before.id());
        return switch (purchase.payment()) {
            case OPEN -> {
                String url = purchase.checkoutUrl();
                if (url == null || !isSameOffer(purchase, term, wish)) {
                    asked.close(checkoutId);
                    yield Optional.empty();
                }
                jdbi.useExtension(
                        PurchaseDao.class,
                        dao -> dao.returnTo(purchase.id(), wish.returnUrl().toString(), clock.instant()));
                yield Optional.of(new Started(purchase.id(), URI.create(url), false));
            }
            case PAID -> throw paidAlready(purchase);
            case PROCESSING ->
                throw new ProblemException(
                                ProblemType.PAYMENT_PROCESSING,
                                "The payment was made and is on its way; paying again would pay twice")
                        .with("purchase_id", purchase.id().value());
            case CREATED, FAILED, EXPIRED -> Optional.empty();
        };
    }

    private CheckoutOrder order(Purchase purchase, Term term) {
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

    /** Throws the problem that {@link #start} would, before anything is written for this buyer. */
    void requireSellable(TermId id) {
        sellable(id);
        if (provider.isEmpty()) {
            throw providerMissing();
        }
    }

    private static ProblemException providerMissing() {
        return new ProblemException(
                ProblemType.PAYMENT_PROVIDER_MISSING,
                "Nothing can be bought here until a payment provider is connected");
    }

    private Term sellable(TermId id) {
        Term term = catalog.term(id)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.TERM_NOT_FOUND, "No term has the id " + id).about("/term_id"));
        if (term.retired()) {
            throw new ProblemException(ProblemType.TERM_RETIRED, "The term " + id + " is no longer sold")
                    .about("/term_id");
        }
        if (term.price() == null) {
            throw new ProblemException(ProblemType.TERM_NOT_FOR_SALE, "The term " + id + " has no price")
                    .about("/term_id");
        }
        return term;
    }

    /** Nothing to sell to somebody who has all of it for good, or has it at all where the term is not to be bought twice. */
    private void refuseIfOwned(Buyer buyer, Term term) {
        List<Entitlement> owned = entitlements.active(buyer.session()).stream()
                .filter(entitlement -> term.repurchase() == Repurchase.REFUSE || entitlement.endedAt() == null)
                .toList();
        Set<String> slugs = owned.stream().map(Entitlement::resourceSlug).collect(Collectors.toSet());
        if (!term.resources().isEmpty()
                && term.resources().stream().allMatch(resource -> slugs.contains(resource.slug()))) {
            throw alreadyEntitled(owned.get(0));
        }
    }

    private ProblemException paidAlready(Purchase purchase) {
        return entitlements.ofPurchase(purchase.id().value()).stream()
                .filter(entitlement -> entitlement.isActiveAt(clock.instant()))
                .findFirst()
                .map(this::alreadyEntitled)
                .orElseGet(() -> new ProblemException(
                        ProblemType.PAYMENT_PROCESSING, "The payment was made and is looked at by a person"));
    }

    private ProblemException alreadyEntitled(Entitlement entitlement) {
        return new ProblemException(
                        ProblemType.ALREADY_ENTITLED, "Access to " + entitlement.resourceName() + " is there already")
                .with("entitlement", EntitlementResponse.from(entitlement, clock.instant()));
    }

    private static Optional<Started> asking(java.util.function.Supplier<Optional<Started>> call) {
        try {
            return call.get();
        } catch (PaymentProviderException e) {
            LOG.warn("No checkout page: {}", e.getMessage());
            throw new ProblemException(
                            ProblemType.PAYMENT_PROVIDER_UNAVAILABLE,
                            e.kind() == PaymentProviderException.Kind.UNAVAILABLE
                                    ? "Nothing was charged; try again in a moment"
                                    : "Nothing was charged; the payment provider declines our requests")
                    .retryAfter(PROVIDER_RETRY);
        }
    }
}
