package dev.fermata.service.purchase;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fermata.service.jobs.Sweeps;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every five minutes: settles what has been payable for ten. So a payment is granted also when the browser was closed and no event
 * ever comes. One purchase after the other, which keeps well below what a payment provider allows.
 */
public final class OpenPurchaseSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OpenPurchaseSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final int PAGE = 100;

    /** One page that cannot be looked at shall not keep the sweep from all behind it; an outage shall. */
    private static final int MOST_FAILURES_IN_A_ROW = 3;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Purchases purchases;

    public OpenPurchaseSweep(Jdbi jdbi, InstantSource clock, Purchases purchases) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.purchases = purchases;
    }

    public Task<?> task(Sweeps sweeps) {
        return sweeps.task("open-purchase-sweep", FixedDelay.of(EVERY), EVERY, this::sweep);
    }

    /** @throws PaymentProviderException if the payment provider cannot be asked about one after the other */
    void sweep() {
        int failures = 0;
        Instant before = clock.instant().minus(AGE);
        PurchaseId last = new PurchaseId("");
        while (true) {
            PurchaseId after = last;
            List<Purchase> page = jdbi.withExtension(PurchaseDao.class, dao -> dao.unsettled(before, after, PAGE));
            for (Purchase purchase : page) {
                Optional<PaymentProviderException> failure = settle(purchase);
                failures = failure.isPresent() ? failures + 1 : 0;
                if (failures >= MOST_FAILURES_IN_A_ROW) {
                    throw failure.get();
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            last = page.get(PAGE - 1).id();
        }
    }

    /** The failure, if the payment provider could not be asked. */
    private Optional<PaymentProviderException> settle(Purchase purchase) {
        try {
            purchases.settle(purchase);
        } catch (PaymentProviderException e) {
            if (e.kind() == Kind.UNKNOWN && !purchase.mayStillBePaid(clock.instant())) {
                purchases.abandon(purchase);
                return Optional.empty();
            }
            LOG.warn("The sweep does not settle {}: {}", purchase.id(), e.getMessage());
            // A checkout of another account says nothing about the payment provider, which did answer.
            return e.kind() == Kind.UNKNOWN ? Optional.empty() : Optional.of(e);
        } catch (RuntimeException e) {
            LOG.error("The sweep does not settle {}", purchase.id(), e);
        }
        return Optional.empty();
    }
}
