package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.catalog.Repurchase;
import dev.fermata.service.catalog.Term;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.entitlement.Entitlement;
import dev.fermata.service.entitlement.EntitlementResponse;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
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
    private static final int MOST_TRIES = 4;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Catalog catalog;
    private final Entitlements entitlements;
    private final Optional<PaymentProvider> provider;
    private final CheckoutPages pages;

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
        this.provider = provider;
        this.pages = new CheckoutPages(jdbi, clock, purchases, lifetime, this::paidAlready);
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
        refuseIfHeld(buyer, term);
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<Started> started = asking(() -> pages.open(asked, buyer, term, wish));
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new ProblemException(ProblemType.PAYMENT_PROVIDER_UNAVAILABLE, "The checkout is busy, try again")
                .retryAfter(PROVIDER_RETRY);
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

    /** Money was taken and nothing granted yet: until a person decided, no more is taken for it. */
    private void refuseIfHeld(Buyer buyer, Term term) {
        if (jdbi.withExtension(PurchaseDao.class, dao -> dao.isHeld(buyer.key(), buyer.browser(), term.id()))) {
            throw held();
        }
    }

    private ProblemException paidAlready(Purchase purchase) {
        return entitlements.ofPurchase(purchase.id().value()).stream()
                .filter(entitlement -> entitlement.revokedAt() == null)
                .findFirst()
                .map(this::alreadyEntitled)
                .orElseGet(Checkout::held);
    }

    private static ProblemException held() {
        return new ProblemException(
                ProblemType.PAYMENT_PROCESSING,
                "The payment has arrived, and a person looks at it before access opens");
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
                            switch (e.kind()) {
                                case KEY_REFUSED, REFUSED ->
                                    "Nothing was charged; the payment provider declines our requests";
                                case UNAVAILABLE, BROKEN, UNKNOWN -> "Nothing was charged; try again in a moment";
                            })
                    .retryAfter(PROVIDER_RETRY);
        }
    }
}
