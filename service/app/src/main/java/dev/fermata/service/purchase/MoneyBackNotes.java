package dev.fermata.service.purchase;

import dev.fermata.service.purchase.ChargeHistory.FraudWarning;
import dev.fermata.service.purchase.ChargeHistory.SeenDispute;
import dev.fermata.service.purchase.ChargeHistory.SeenRefund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes down every refund, dispute and warning of a purchase, each under the payment provider's id, and so each once. */
final class MoneyBackNotes {

    private MoneyBackNotes() {}

    /** What was not known before, or is different now. */
    record News(List<RefundNews> refunds, List<DisputeNews> disputes, List<FraudWarning> warnings) {

        static final News NONE = new News(List.of(), List.of(), List.of());

        boolean isEmpty() {
            return refunds.isEmpty() && disputes.isEmpty() && warnings.isEmpty();
        }
    }

    /** @param before how it stood; null if it was not known */
    record RefundNews(RefundStatus now, @Nullable RefundStatus before) {

        /** Whether the money sets out. */
        boolean isMade() {
            return !now.isOver() && (before == null || before == RefundStatus.REQUESTED);
        }

        /** Whether it is over now, and was not. */
        boolean isLost() {
            return now.isOver() && (before == null || !before.isOver());
        }
    }

    /** @param before how it stood; null if it was not known */
    record DisputeNews(DisputeStatus now, @Nullable DisputeStatus before) {

        boolean isOpened() {
            return now.isOpen() && (before == null || !before.isOpen());
        }

        boolean isMovedTo(DisputeStatus status) {
            return now == status && before != status;
        }
    }

    static News write(Handle tx, PurchaseId purchase, @Nullable ChargeHistory history, Instant now) {
        if (history == null) {
            return News.NONE;
        }
        var dao = tx.attach(MoneyBackDao.class);
        List<Refund> refunds = dao.refunds(purchase);
        Map<String, DisputeStatus> disputes =
                dao.disputes(purchase).stream().collect(Collectors.toMap(SeenDispute::id, SeenDispute::status));
        return new News(
                history.refunds().stream()
                        .flatMap(refund -> write(dao, purchase, refunds, refund, now).stream())
                        .toList(),
                history.disputes().stream()
                        .filter(dispute -> dao.note(purchase, dispute, now))
                        .map(dispute -> new DisputeNews(dispute.status(), disputes.get(dispute.id())))
                        .toList(),
                history.warnings().stream()
                        .filter(warning -> dao.note(purchase, warning))
                        .toList());
    }

    /** Empty if all of it is noted already. */
    private static Optional<RefundNews> write(
            MoneyBackDao dao, PurchaseId purchase, List<Refund> known, SeenRefund seen, Instant now) {
        Optional<Refund> mine = known.stream()
                .filter(refund -> seen.id().equals(refund.providerId())
                        || (refund.providerId() == null
                                && seen.request().filter(refund.id()::equals).isPresent()))
                .findFirst();
        boolean noted = mine.map(refund -> dao.note(refund.id(), seen.id(), seen.status(), seen.failureReason(), now))
                .orElseGet(() -> dao.insert(refund(purchase, seen, now), null));
        return noted
                ? Optional.of(
                        new RefundNews(seen.status(), mine.map(Refund::status).orElse(null)))
                : Optional.empty();
    }

    private static Refund refund(PurchaseId purchase, SeenRefund seen, Instant now) {
        return new Refund(
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
                now);
    }
}
