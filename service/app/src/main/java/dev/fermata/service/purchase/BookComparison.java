package dev.fermata.service.purchase;

import dev.fermata.service.purchase.CheckoutState.Progress;
import dev.fermata.service.purchase.Finding.Kind;
import dev.fermata.service.purchase.PaymentRecords.Listed;
import dev.fermata.service.purchase.PaymentRecords.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * One walk through both books. What a list says is only a hint, for it may be old when its turn comes: where it differs, the purchase
 * is read and then its checkout looked at, in this order, so that what happens between the two is never taken for access without
 * payment.
 */
final class BookComparison {

    /** A refund may fail for 30 days after it was made (<a href="https://docs.stripe.com/refunds#failed-refunds">Stripe</a>). */
    private static final Duration REFUNDS_CHANGE = Duration.ofDays(35);

    private static final Duration DISPUTES_CHANGE = Duration.ofDays(120);
    private static final int PAGE = 100;

    private final Jdbi jdbi;
    private final Purchases purchases;
    private final PaymentRecords records;
    private final BookMending mending;
    private final Consumer<Finding> report;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private int checkouts;
    private int changed;
    private int moneyBack;

    BookComparison(Jdbi jdbi, Purchases purchases, PaymentRecords records, Consumer<Finding> report) {
        this.jdbi = jdbi;
        this.purchases = purchases;
        this.records = records;
        this.report = finding -> {
            reported.add(String.valueOf(finding.checkoutId()));
            report.accept(finding);
        };
        this.mending = new BookMending(jdbi, purchases, records, this.report);
    }

    /**
     * Compares what was opened or changed in the window, whatever went back lately, and what was open when all was compared last:
     * an alarm does not end because time goes on.
     *
     * @throws PaymentProviderException if there is no usable answer; what was found until then is reported
     */
    void run(Window window, Instant now, List<Finding> openBefore) {
        records.checkouts(window, state -> {
            checkouts++;
            if (seen.add(state.id())) {
                compare(state);
            }
        });
        compareChanged(window);
        compareAgain(openBefore);
        records.refunds(reaching(window, now, REFUNDS_CHANGE), this::compareRefund);
        records.disputes(reaching(window, now, DISPUTES_CHANGE), this::compareDispute);
    }

    int checkouts() {
        return checkouts;
    }

    int changed() {
        return changed;
    }

    int moneyBack() {
        return moneyBack;
    }

    private static Window reaching(Window window, Instant now, Duration back) {
        Instant wanted = now.minus(back);
        return new Window(window.since().isBefore(wanted) ? window.since() : wanted, now);
    }

    private void compare(CheckoutState state) {
        Optional<Purchase> purchase = purchases.findByCheckout(state.id());
        if (purchase.isEmpty()) {
            compareUnnoted(state);
        } else if (!mending.differences(purchase.get(), state).isEmpty()) {
            mending.mend(purchase.get().id(), state.id());
        }
    }

    /** A checkout that no purchase has written down: the answer that told of it was lost, or the purchase was. */
    private void compareUnnoted(CheckoutState state) {
        boolean owed = state.progress() == Progress.PAID && !state.isAllRefunded();
        PurchaseId meant = state.reference() == null ? null : new PurchaseId(state.reference());
        Optional<Purchase> purchase = Optional.ofNullable(meant).flatMap(purchases::find);
        String other = purchase.map(Purchase::checkoutId).orElse(null);
        if (purchase.isPresent() && other == null) {
            // While its page is open the answer may still be on its way.
            if (state.progress() != Progress.OPEN) {
                mending.mend(purchase.get().id(), state.id());
            }
        } else if (owed) {
            report.accept(new Finding(
                    purchase.isPresent() ? Kind.PAID_NOT_GRANTED : Kind.UNKNOWN_PURCHASE,
                    meant,
                    state.id(),
                    purchase.isPresent()
                            ? "paid on another checkout than the purchase's, which is " + other
                            : "paid " + state.total() + " for a purchase that is not here",
                    false));
        }
    }

    private void compareChanged(Window window) {
        Instant time = window.since();
        PurchaseId last = new PurchaseId("");
        List<Purchase> page;
        do {
            Instant from = time;
            PurchaseId after = last;
            page = jdbi.withExtension(
                    PurchaseDao.class, dao -> dao.changed(window.since(), window.until(), from, after, PAGE));
            for (Purchase purchase : page) {
                if (purchase.checkoutId() != null && seen.add(purchase.checkoutId())) {
                    changed++;
                    compare(purchase, purchase.checkoutId());
                }
                time = purchase.updatedAt();
                last = purchase.id();
            }
        } while (page.size() == PAGE);
    }

    /** The purchase was read before the look. */
    private void compare(Purchase purchase, String checkoutId) {
        if (!isVisible(purchase)) {
            report.accept(new Finding(
                    Kind.NOT_VISIBLE,
                    purchase.id(),
                    checkoutId,
                    "opened in account " + purchase.providerAccount() + ", livemode " + purchase.livemode(),
                    false));
            return;
        }
        Optional<CheckoutState> state = records.checkout(checkoutId);
        if (state.isPresent()) {
            compare(state.get());
        } else if (purchase.payment() == Payment.PAID || purchase.payment().isUnfinished()) {
            report.accept(new Finding(
                    Kind.UNKNOWN_CHECKOUT,
                    purchase.id(),
                    checkoutId,
                    "here it is " + purchase.payment().name().toLowerCase(Locale.ROOT)
                            + "; the payment provider has no such checkout",
                    false));
        }
    }

    /** Compares what another comparison left open, and reports what of it is; but nothing that is reported already. */
    void compareAgain(List<Finding> open) {
        open.forEach(this::compareAgain);
    }

    private void compareAgain(Finding open) {
        String checkoutId = open.checkoutId();
        if (checkoutId == null || reported.contains(checkoutId)) {
            return;
        }
        seen.add(checkoutId);
        Optional<Purchase> purchase = purchases.findByCheckout(checkoutId);
        if (purchase.isPresent()) {
            compare(purchase.get(), checkoutId);
        } else {
            records.checkout(checkoutId).ifPresent(this::compare);
        }
    }

    private boolean isVisible(Purchase purchase) {
        String account = purchase.providerAccount();
        boolean sameAccount = account == null
                || account.equals(records.account())
                || account.equals(CheckoutState.OWN_ACCOUNT)
                || records.account().equals(CheckoutState.OWN_ACCOUNT);
        return sameAccount && (purchase.livemode() == null || purchase.livemode() == records.livemode());
    }

    private void compareRefund(Listed<ChargeHistory.SeenRefund> listed) {
        String id = listed.seen().id();
        compareMoneyBack(
                listed,
                id,
                listed.seen().status(),
                () -> jdbi.withExtension(ReconciliationDao.class, dao -> dao.refund(id)));
    }

    private void compareDispute(Listed<ChargeHistory.SeenDispute> listed) {
        String id = listed.seen().id();
        compareMoneyBack(
                listed,
                id,
                listed.seen().status(),
                () -> jdbi.withExtension(ReconciliationDao.class, dao -> dao.dispute(id)));
    }

    private <S extends Enum<S>> void compareMoneyBack(
            Listed<?> listed, String id, S theirs, Supplier<Optional<S>> ours) {
        moneyBack++;
        if (!ours.get().equals(Optional.of(theirs))) {
            purchases
                    .find(listed.purchase())
                    .filter(purchase -> purchase.checkoutId() != null)
                    // What went back of a payment that is not the purchase's is nothing of it.
                    .filter(purchase ->
                            purchase.paymentId() == null || purchase.paymentId().equals(listed.paymentId()))
                    .ifPresent(purchase -> mending.mendMoneyBack(purchase, id, theirs, ours));
        }
    }
}
