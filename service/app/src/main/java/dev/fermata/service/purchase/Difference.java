package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.purchase.CheckoutState.Progress;
import dev.fermata.service.purchase.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In what a purchase here and its checkout at the payment provider contradict each other. Pure. */
record Difference(Kind kind, String detail) {

    /** @param ungranted how many of the term's resources the purchase did not grant */
    static List<Difference> between(Purchase ours, CheckoutState theirs, long ungranted) {
        if (theirs.progress() != Progress.PAID) {
            return ours.payment() == Payment.PAID
                    ? List.of(new Difference(
                            Kind.GRANTED_NOT_PAID, "paid here; the payment provider says " + word(theirs.progress())))
                    : List.of();
        }
        List<Difference> differences = new ArrayList<>();
        if (!isAllBack(ours, theirs)) {
            aboutWhatWasTaken(differences, ours, theirs, ungranted);
        }
        if (ours.amountRefunded() != theirs.refunded()) {
            differences.add(new Difference(
                    Kind.MONEY_BACK_DIFFERS,
                    "refunded " + theirs.refunded() + "; written down is " + ours.amountRefunded()));
        }
        return differences;
    }

    private static void aboutWhatWasTaken(
            List<Difference> differences, Purchase ours, CheckoutState theirs, long ungranted) {
        Money total = theirs.total();
        Long noted = ours.amountPaid();
        boolean paid = ours.payment() == Payment.PAID;
        if (!ours.price().equals(total)) {
            differences.add(new Difference(Kind.AMOUNT_DIFFERS, "sold for " + ours.price() + ", taken was " + total));
        } else if (!paid || ours.delivery() == Delivery.UNFULFILLED) {
            differences.add(new Difference(Kind.PAID_NOT_GRANTED, "paid; here it is " + standing(ours)));
        } else if (ungranted > 0) {
            differences.add(new Difference(Kind.PAID_NOT_GRANTED, ungranted + " of its resources are not granted"));
        }
        if (paid && total != null && (noted == null || noted != total.amount())) {
            differences.add(
                    new Difference(Kind.AMOUNT_DIFFERS, "taken was " + total.amount() + ", written down is " + noted));
        }
    }

    /** Nothing is owed for money that is gone again. */
    private static boolean isAllBack(Purchase ours, CheckoutState theirs) {
        return theirs.isAllRefunded() || ours.moneyBack() == MoneyBack.DISPUTE_LOST;
    }

    private static String standing(Purchase ours) {
        return word(ours.payment()) + ", " + word(ours.delivery())
                + (ours.quarantine() == null ? "" : ", in quarantine: " + ours.quarantine());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
