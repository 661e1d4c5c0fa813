package dev.fermata.service.purchase;

import dev.fermata.service.purchase.Finding.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles where the books differ, looks at both again, and reports what differed and whether it still does. */
final class BookMending {

    private static final Logger LOG = LoggerFactory.getLogger(BookMending.class);

    private final Jdbi jdbi;
    private final Purchases purchases;
    private final PaymentRecords records;
    private final Consumer<Finding> report;

    BookMending(Jdbi jdbi, Purchases purchases, PaymentRecords records, Consumer<Finding> report) {
        this.jdbi = jdbi;
        this.purchases = purchases;
        this.records = records;
        this.report = report;
    }

    List<Difference> differences(Purchase purchase, CheckoutState state) {
        long ungranted = purchase.delivery() == Delivery.UNFULFILLED
                ? 0
                : jdbi.withExtension(ReconciliationDao.class, dao -> dao.ungranted(purchase.id()));
        return Difference.between(purchase, state, ungranted);
    }

    /** The checkout is the purchase's own, or was opened for it and never noted. */
    void mend(PurchaseId id, String checkoutId) {
        Purchase purchase = purchases.find(id).orElseThrow();
        List<Difference> found = look(purchase, checkoutId);
        boolean lost = purchase.checkoutId() == null;
        if (found.isEmpty() && !lost) {
            return;
        }
        if (lost) {
            purchases.adopt(id, checkoutId);
        }
        settle(id);
        List<Difference> left = look(purchases.find(id).orElseThrow(), checkoutId);
        found.stream()
                .filter(difference -> isGone(difference, left))
                .map(difference -> finding(id, checkoutId, difference, true))
                .forEach(report::accept);
        left.stream()
                .map(difference -> finding(id, checkoutId, difference, false))
                .forEach(report::accept);
    }

    /** @param ours how the refund or dispute is written down at that moment */
    <S extends Enum<S>> void mendMoneyBack(Purchase purchase, String id, S theirs, Supplier<Optional<S>> ours) {
        Optional<S> before = ours.get();
        settle(purchase.id());
        Optional<S> after = ours.get();
        // The list may be old by now: what settling wrote instead is newer.
        boolean mended = after.equals(Optional.of(theirs)) || !after.equals(before);
        String detail = id + " is " + word(theirs) + "; written down is "
                + before.map(BookMending::word).orElse("nothing");
        report.accept(new Finding(Kind.MONEY_BACK_DIFFERS, purchase.id(), purchase.checkoutId(), detail, mended));
    }

    private List<Difference> look(Purchase purchase, String checkoutId) {
        return records.checkout(checkoutId)
                .map(state -> differences(purchase, state))
                .orElse(List.of());
    }

    /** One purchase that cannot be settled is a finding; a payment provider that gives no answer ends the comparison. */
    private void settle(PurchaseId id) {
        try {
            purchases.settleClosely(id);
        } catch (PaymentProviderException e) {
            boolean ofThisOne = e.kind() == PaymentProviderException.Kind.UNKNOWN
                    || e.kind() == PaymentProviderException.Kind.REFUSED;
            if (!ofThisOne) {
                throw e;
            }
            LOG.warn("The reconciliation cannot settle {}: {}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The reconciliation cannot settle {}", id, e);
        }
    }

    private static boolean isGone(Difference difference, List<Difference> left) {
        return left.stream().noneMatch(other -> other.kind() == difference.kind());
    }

    private static Finding finding(PurchaseId id, String checkoutId, Difference difference, boolean mended) {
        return new Finding(difference.kind(), id, checkoutId, difference.detail(), mended);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
