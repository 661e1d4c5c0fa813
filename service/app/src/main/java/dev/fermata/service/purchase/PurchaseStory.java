package dev.fermata.service.purchase;

import dev.fermata.service.entitlement.Entitlements;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** Puts together all that is known of a purchase. */
public final class PurchaseStory {

    private final Jdbi jdbi;
    private final Entitlements entitlements;
    private final InstantSource clock;

    public PurchaseStory(Jdbi jdbi, Entitlements entitlements, InstantSource clock) {
        this.jdbi = jdbi;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    PurchaseEntry of(Purchase purchase) {
        return jdbi.withExtension(
                MoneyBackDao.class,
                dao -> PurchaseEntry.of(
                        purchase,
                        entitlements.ofPurchase(purchase.id().value()),
                        dao.refunds(purchase.id()),
                        dao.disputes(purchase.id()),
                        dao.warnings(purchase.id()),
                        clock.instant()));
    }
}
