package dev.fermata.service.purchase;

import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.SessionId;
import dev.fermata.service.session.Sessions;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a browser that comes back from the payment page. */
public class PurchaseReturn {

    private static final Logger LOG = LoggerFactory.getLogger(PurchaseReturn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String PAYMENT_FAILED = "payment_failed";

    private final Jdbi jdbi;
    private final Purchases purchases;
    private final Sessions sessions;
    private final PurchaseTokens tokens;
    private final PurchaseMails mails;
    private final ExecutorService settling;

    /** @param settling runs settlements that a browser may stop waiting for */
    public PurchaseReturn(
            Jdbi jdbi,
            Purchases purchases,
            Sessions sessions,
            PurchaseTokens tokens,
            PurchaseMails mails,
            ExecutorService settling) {
        this.jdbi = jdbi;
        this.purchases = purchases;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mails = mails;
        this.settling = settling;
    }

    /** Where the browser goes, or what it is told. */
    sealed interface Outcome {
        /**
         * To the page it came from, which learns how it ended from the address.
         *
         * @param browser the session as it is now, if the purchase gave it anything
         * @param handle the session's new handle, if it has one
         */
        record Back(URI page, Optional<DeviceSession> browser, Optional<String> handle) implements Outcome {
            static Back without(URI page) {
                return new Back(page, Optional.empty(), Optional.empty());
            }
        }

        /** The money is on its way, or the payment provider does not answer: wait here, or leave. */
        record Wait(URI page, boolean delayed) implements Outcome {}

        /** Another browser's purchase: this one learns no more than that, and the owner has mail. */
        record Elsewhere(URI page, boolean paid) implements Outcome {}
    }

    Outcome arrived(Purchase purchase, Optional<DeviceSession> browser) {
        Purchase settled = purchase.payment() == Payment.PAID ? purchase : settleInTime(purchase);
        var page = ReturnUrl.of(URI.create(settled.returnUrl()));
        boolean fulfilled = settled.delivery() == Delivery.FULFILLED;
        Optional<DeviceSession> own = browser.filter(settled::isOf);
        if (own.isEmpty()) {
            if (fulfilled) {
                mailLink(settled);
            }
            return new Outcome.Elsewhere(page.page(), fulfilled);
        }
        return switch (settled.payment()) {
            case PAID ->
                fulfilled ? paid(settled, page, own.get().id()) : Outcome.Back.without(page.withError(PAYMENT_FAILED));
            case FAILED, EXPIRED -> Outcome.Back.without(page.withError(PAYMENT_FAILED));
            case PROCESSING -> new Outcome.Wait(page.page(), true);
            case CREATED, OPEN -> new Outcome.Wait(page.page(), false);
        };
    }

    /**
     * The first time that an anonymous buyer returns, its session gets a new handle: the purchase may have signed it in. Locks what
     * a settlement locks, in the same order, so that returns and events that meet wait for one another.
     */
    private Outcome paid(Purchase purchase, ReturnUrl page, SessionId browser) {
        return jdbi.inTransaction(tx -> {
            tx.attach(PurchaseDao.class).lock(purchase.id());
            DeviceSession session = sessions.lock(tx, browser).orElseThrow();
            boolean first = tokens.issuedFor(tx, purchase.id()) == 0;
            String token = tokens.issue(tx, purchase.id(), session);
            Optional<String> handle = first && purchase.isAnonymous()
                    ? Optional.of(sessions.renewHandle(tx, browser).handle())
                    : Optional.empty();
            return new Outcome.Back(page.withToken(token), Optional.of(session), handle);
        });
    }

    /** Back without paying. The page stays payable, in another tab say, so nothing is marked. */
    URI canceled(Purchase purchase) {
        return ReturnUrl.of(URI.create(purchase.returnUrl())).withError(PAYMENT_FAILED);
    }

    /** The purchase as it is after at most three seconds; the settlement itself goes on. */
    private Purchase settleInTime(Purchase purchase) {
        Future<Purchase> settlement = settling.submit(() -> purchases.settle(purchase.id()));
        try {
            return settlement.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The payment provider takes long to tell about {}", purchase.id());
        } catch (ExecutionException e) {
            LOG.warn("Purchase {} is not settled on return: {}", purchase.id(), String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return purchases.find(purchase.id()).orElse(purchase);
    }

    private void mailLink(Purchase purchase) {
        MemberId owner = Objects.requireNonNull(purchase.memberId());
        jdbi.useTransaction(tx -> mails.sendLinkOnce(tx, purchase, owner));
    }
}
