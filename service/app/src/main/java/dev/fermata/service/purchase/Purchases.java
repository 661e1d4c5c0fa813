package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.catalog.Term;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.MoneyBackNotes.News;
import dev.fermata.service.webhook.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purchases, and the one place that brings them where the money is: {@link #settle}. */
public class Purchases {

    private static final Logger LOG = LoggerFactory.getLogger(Purchases.class);
    private static final int MOST_LOOKS = 8;
    private static final String DEADLOCK = "40P01";
    private static final String ONE_UNFINISHED = "purchase_one_open_checkout";

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Catalog catalog;
    private final Fulfilment fulfilment;
    private final Outbox outbox;
    private final Optional<PaymentProvider> provider;

    public Purchases(
            Jdbi jdbi,
            InstantSource clock,
            Catalog catalog,
            Fulfilment fulfilment,
            Outbox outbox,
            Optional<PaymentProvider> provider) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.catalog = catalog;
        this.fulfilment = fulfilment;
        this.outbox = outbox;
        this.provider = provider;
    }

    public Optional<Purchase> find(PurchaseId id) {
        return jdbi.withExtension(PurchaseDao.class, dao -> dao.find(id));
    }

    public Optional<Purchase> findByCheckout(String checkoutId) {
        return jdbi.withExtension(PurchaseDao.class, dao -> dao.findByCheckout(checkoutId));
    }

    public Optional<Purchase> findByPayment(String paymentId) {
        return jdbi.withExtension(PurchaseDao.class, dao -> dao.findByPayment(paymentId));
    }

    /**
     * Brings a purchase to where its money is: looks at the payment provider, then in one transaction moves the state, grants,
     * withholds or gives back, and writes history, messages and mail. Repeated, concurrent, or told of things in any order, the
     * outcome is the same: a look that began before the latest change is thrown away and taken again. Returns the purchase as it is
     * then.
     *
     * @throws PaymentProviderException if the payment provider cannot be asked; nothing has changed then
     */
    public Purchase settle(PurchaseId id) {
        return settle(known(id), false);
    }

    /** As {@link #settle(PurchaseId)}, for whoever has just read it; should it have changed since, it is read again. */
    public Purchase settle(Purchase purchase) {
        return settle(purchase, false);
    }

    /** As {@link #settle(PurchaseId)}, looking for every refund, dispute and warning even if the charge shows none. */
    public Purchase settleClosely(PurchaseId id) {
        return settle(known(id), true);
    }

    private Purchase known(PurchaseId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no purchase " + id));
    }

    private Purchase settle(Purchase purchase, boolean closely) {
        PaymentProvider asked = provider.orElseThrow(() -> new ProblemException(
                ProblemType.PAYMENT_PROVIDER_MISSING,
                "Nobody can say where the money is until a payment provider is connected"));
        for (int look = 0; look < MOST_LOOKS; look++) {
            Purchase seen = look == 0 ? purchase : known(purchase.id());
            String checkoutId = seen.checkoutId();
            if (checkoutId == null) {
                return seen;
            }
            boolean close = closely || seen.moneyBack() != MoneyBack.NONE;
            CheckoutState state = close ? asked.lookClosely(checkoutId) : asked.look(checkoutId);
            Optional<Purchase> settled = settle(seen, catalog.version(seen.termId(), seen.termVersion()), state);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        throw new IllegalStateException(
                "The purchase " + purchase.id() + " changed during each of " + MOST_LOOKS + " looks");
    }

    /**
     * Notes a checkout that the payment provider opened for a purchase, if the answer that told of it was lost, and returns the
     * purchase as it is then. A checkout that was not opened for this purchase is not noted.
     */
    public Purchase adopt(PurchaseId id, String checkoutId) {
        CheckoutState state = provider.orElseThrow().look(checkoutId);
        if (id.value().equals(state.reference())) {
            jdbi.useExtension(
                    PurchaseDao.class,
                    dao -> dao.opened(id, checkoutId, null, state.account(), state.livemode(), clock.instant()));
        }
        return known(id);
    }

    void tellStarted(Handle tx, Purchase purchase) {
        outbox.send(tx, PurchaseMessages.started(purchase));
    }

    /** Gives up a purchase that nobody can pay any more, as far as can be known, if it has not changed since it was seen. */
    void abandon(Purchase seen) {
        jdbi.useTransaction(tx -> {
            var dao = tx.attach(PurchaseDao.class);
            if (dao.abandon(seen.id(), seen.version(), clock.instant())) {
                Purchase abandoned = dao.find(seen.id()).orElseThrow();
                outbox.send(tx, PurchaseMessages.of(seen, abandoned, News.NONE));
            }
        });
    }

    /** Empty if the look is to be taken again. */
    private Optional<Purchase> settle(Purchase seen, Term term, CheckoutState state) {
        try {
            return jdbi.inTransaction(tx -> settle(tx, seen, term, state));
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof PSQLException sql && DEADLOCK.equals(sql.getSQLState())) {
                LOG.info("The settlement of {} gave way to another transaction", seen.id());
            } else if (e.getCause() instanceof PSQLException sql && ONE_UNFINISHED.equals(constraint(sql))) {
                finishOther(seen);
            } else {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static @Nullable String constraint(PSQLException exception) {
        return exception.getServerErrorMessage() == null
                ? null
                : exception.getServerErrorMessage().getConstraint();
    }

    /** Money is on its way for a purchase that was given up, and the buyer has begun another: that one's page is closed. */
    private void finishOther(Purchase seen) {
        LOG.info("The purchase {} is paid by a delayed method; the page that was opened after it is closed", seen.id());
        Optional<Purchase> other = jdbi.withExtension(
                PurchaseDao.class, dao -> dao.unfinished(seen.buyer(), seen.deviceSessionId(), seen.termId()));
        other.ifPresent(purchase -> {
            String checkoutId = purchase.checkoutId();
            if (checkoutId == null) {
                abandon(purchase);
            } else {
                provider.orElseThrow().close(checkoutId);
                settle(purchase);
            }
        });
    }

    /** Empty if the purchase changed since it was seen. */
    private Optional<Purchase> settle(Handle tx, Purchase seen, Term term, CheckoutState state) {
        var dao = tx.attach(PurchaseDao.class);
        Purchase purchase = dao.lock(seen.id()).orElseThrow();
        if (purchase.version() != seen.version()) {
            return Optional.empty();
        }
        Settlement settlement = Settlement.of(purchase, term.refundPolicy(), state);
        News news = MoneyBackNotes.write(tx, purchase.id(), state.history(), clock.instant());
        if (news.isEmpty() && !settlement.changes(purchase, state)) {
            return Optional.of(purchase);
        }
        MemberId owner = purchase.memberId();
        if (owner == null && settlement.delivery() != Delivery.UNFULFILLED) {
            owner = fulfilment.fulfil(tx, purchase, term, state);
        }
        if (owner != null) {
            fulfilment.follow(tx, owner, purchase, settlement);
        }
        Purchase settled = store(dao, purchase, settlement, owner, state);
        report(purchase, settlement);
        outbox.send(tx, PurchaseMessages.of(purchase, settled, news));
        return Optional.of(settled);
    }

    private Purchase store(
            PurchaseDao dao, Purchase purchase, Settlement settlement, @Nullable MemberId owner, CheckoutState state) {
        Instant now = clock.instant();
        boolean paid = settlement.payment() == Payment.PAID;
        return dao.settle(
                        purchase.id(),
                        purchase.version(),
                        settlement,
                        owner,
                        state.paymentId(),
                        state.chargeId(),
                        paid && state.total() != null
                                ? Long.valueOf(state.total().amount())
                                : purchase.amountPaid(),
                        state.refunded(),
                        paid && purchase.paidAt() == null ? now : purchase.paidAt(),
                        now)
                .orElseThrow(() -> new IllegalStateException("The locked purchase " + purchase.id() + " changed"));
    }

    private static void report(Purchase before, Settlement after) {
        if (after.quarantine() != null) {
            LOG.error("The purchase {} is in quarantine: {}", before.id(), after.quarantine());
        }
        LOG.info(
                "Purchase {}: payment {} -> {}, delivery {} -> {}, money back {}",
                before.id(),
                before.payment(),
                after.payment(),
                before.delivery(),
                after.delivery(),
                after.moneyBack());
    }
}
