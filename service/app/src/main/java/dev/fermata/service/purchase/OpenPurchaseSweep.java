package dev.fermata.service.purchase;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Purchases purchases;

    public OpenPurchaseSweep(Jdbi jdbi, InstantSource clock, Purchases purchases) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.purchases = purchases;
    }

    public Task<?> task() {
        return Tasks.recurring("open-purchase-sweep", FixedDelay.of(EVERY)).execute((instance, context) -> sweep());
    }

    void sweep() {
        Instant before = clock.instant().minus(AGE);
        PurchaseId last = new PurchaseId("");
        while (true) {
            PurchaseId after = last;
            List<Purchase> page = jdbi.withExtension(PurchaseDao.class, dao -> dao.unsettled(before, after, PAGE));
            for (Purchase purchase : page) {
                if (!settle(purchase)) {
                    return;
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            last = page.get(PAGE - 1).id();
        }
    }

    /** False if there is no use in going on now. */
    private boolean settle(Purchase purchase) {
        try {
            purchases.settle(purchase.id());
        } catch (PaymentProviderException e) {
            if (e.kind() == Kind.UNKNOWN && !purchase.mayStillBePaid(clock.instant())) {
                jdbi.useExtension(
                        PurchaseDao.class, dao -> dao.abandon(purchase.id(), purchase.version(), clock.instant()));
                return true;
            }
            LOG.warn("The sweep does not settle {}: {}", purchase.id(), e.getMessage());
            return e.kind() != Kind.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.error("The sweep does not settle {}", purchase.id(), e);
        }
        return true;
    }
}
