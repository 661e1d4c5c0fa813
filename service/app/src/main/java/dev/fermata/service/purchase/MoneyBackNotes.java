package dev.fermata.service.purchase;

import dev.fermata.service.purchase.ChargeHistory.FraudWarning;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes down every refund, dispute and warning of a purchase, each under the payment provider's id, and so each once. */
final class MoneyBackNotes {

    private MoneyBackNotes() {}

    /** What was not known before, or is different now. */
    record News(List<SeenRefund> refunds, List<SeenDispute> disputes, List<FraudWarning> warnings) {

        static final News NONE = new News(List.of(), List.of(), List.of());

        boolean isEmpty() {
            return refunds.isEmpty() && disputes.isEmpty() && warnings.isEmpty();
        }
    }

    static News write(Handle tx, PurchaseId purchase, @Nullable ChargeHistory history, Instant now) {
        if (history == null) {
            return News.NONE;
        }
        var dao = tx.attach(MoneyBackDao.class);
        List<Refund> known = new ArrayList<>(dao.refunds(purchase));
        return new News(
                history.refunds().stream()
                        .filter(refund -> write(dao, purchase, known, refund, now))
                        .toList(),
                history.disputes().stream()
                        .filter(dispute -> dao.note(purchase, dispute, now))
                        .toList(),
                history.warnings().stream()
                        .filter(warning -> dao.note(purchase, warning))
                        .toList());
    }

    private static boolean write(
            MoneyBackDao dao, PurchaseId purchase, List<Refund> known, SeenRefund seen, Instant now) {
        Optional<Refund> mine = known.stream()
                .filter(refund -> seen.id().equals(refund.providerId())
                        || (refund.providerId() == null
                                && seen.request().filter(refund.id()::equals).isPresent()))
                .findFirst();
        if (mine.isPresent()) {
            return dao.note(mine.get().id(), seen.id(), seen.status(), seen.failureReason(), now);
        }
        return dao.insert(
                new Refund(
                RefundId.next(),
                purchase,
                seen.id(),
                seen.amount(),
                seen.currency(),
                seen.status(),
                seen.reason(),
                null,
                seen.failureReason(),
                1,
                null,
                seen.createdAt(),
                now),
                null);
    }
}
