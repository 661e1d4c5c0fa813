package dev.fermata.service.catalog;

import dev.fermata.service.http.Fields;
import java.time.DateTimeException;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** Reads what a file or an API call wants of the catalogue. A field that is wrong is noted and reads as empty. */
final class ChangeReader {

    static final String TERM_ID_RULE = "must be term_ and then 1 to 64 of a-z, 0-9 and _";

    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 2000;
    private static final int MAX_ID = 72;
    private static final Pattern ID = Pattern.compile("[a-z]{3,8}_[a-z0-9_-]{1,64}");
    private static final Pattern TERM_ID = Pattern.compile("term_[a-z0-9_]{1,64}");

    /** What the payment provider accepts at most: eight digits. */
    private static final long MAX_AMOUNT = 99_999_999;

    private static final int MAX_DURATION_YEARS = 100;

    private ChangeReader() {}

    /** A resource that names its own slug. */
    static Change.PutResource resource(Fields resource) {
        resource.only("id", "slug", "name");
        return resource(resource, resource.slug("slug"));
    }

    static Change.PutResource resource(Fields resource, String slug) {
        return new Change.PutResource(resource.pointer(), id(resource, "res_"), slug, resource.text("name", MAX_NAME));
    }

    /** An offer that names its own slug, in a file. */
    static Change.PutOffer offer(Fields offer) {
        offer.only("id", "slug", "name", "description", "terms");
        return offer(offer, offer.slug("slug"));
    }

    static Change.PutOffer offer(Fields offer, String slug) {
        return new Change.PutOffer(
                offer.pointer(),
                id(offer, "off_"),
                slug,
                offer.text("name", MAX_NAME),
                offer.optionalText("description", MAX_DESCRIPTION));
    }

    /** A term that names its own id. */
    static Change.PutTerm term(Fields term, String offer, int position) {
        term.only("id", "name", "price", "duration", "resources", "repurchase", "refund_policy");
        String id = term.text("id", Integer.MAX_VALUE);
        if (!id.isEmpty() && !isTermId(id)) {
            term.wrong("id", TERM_ID_RULE);
            id = "";
        }
        return term(term, offer, new TermId(id), position);
    }

    static Change.PutTerm term(Fields term, String offer, TermId id, @Nullable Integer position) {
        return new Change.PutTerm(
                term.pointer(),
                offer,
                id,
                term.text("name", MAX_NAME),
                price(term),
                duration(term),
                resources(term),
                term.choice("repurchase", Repurchase.EXTEND),
                term.object("refund_policy").map(ChangeReader::refundPolicy).orElse(RefundPolicy.STANDARD),
                position);
    }

    static boolean isTermId(String id) {
        return TERM_ID.matcher(id).matches();
    }

    private static @Nullable String id(Fields fields, String prefix) {
        String id = fields.optionalText("id", MAX_ID);
        if (id != null && !(id.startsWith(prefix) && ID.matcher(id).matches())) {
            fields.wrong("id", "must be " + prefix + " and then 1 to 64 of a-z, 0-9, _ and -");
        }
        return id;
    }

    private static @Nullable Money price(Fields term) {
        return term.object("price")
                .map(price -> {
                    price.only("amount", "currency");
                    long amount = price.positive("amount", MAX_AMOUNT);
                    String currency = price.text("currency", MAX_NAME);
                    if (!currency.isEmpty() && !isCurrency(currency)) {
                        price.wrong("currency", "is not an ISO 4217 currency code in capitals, such as EUR");
                    }
                    return new Money(amount, currency);
                })
                .orElse(null);
    }

    /** Codes without a minor unit, such as those of metals, are no money that anyone pays with. */
    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable PeriodDuration duration(Fields term) {
        String text = term.optionalText("duration", MAX_NAME);
        if (text == null) {
            return null;
        }
        try {
            var duration = PeriodDuration.parse(text);
            if (!isPositive(duration)) {
                term.wrong("duration", "must be longer than nothing, in each of its parts not negative");
            } else if (!isWithinReach(duration)) {
                term.wrong(
                        "duration",
                        "must not be longer than " + MAX_DURATION_YEARS + " years; leave it out for no end");
            }
            return duration;
        } catch (DateTimeException | ArithmeticException e) {
            term.wrong("duration", "is not an ISO 8601 duration, such as P1M");
            return null;
        }
    }

    private static boolean isPositive(PeriodDuration duration) {
        return !duration.isZero()
                && !duration.getPeriod().isNegative()
                && !duration.getDuration().isNegative();
    }

    private static boolean isWithinReach(PeriodDuration duration) {
        return duration.getPeriod().toTotalMonths() <= MAX_DURATION_YEARS * 12L
                && duration.getPeriod().getDays() <= MAX_DURATION_YEARS * 366
                && duration.getDuration().toDays() <= MAX_DURATION_YEARS * 366L;
    }

    private static List<String> resources(Fields term) {
        List<String> slugs = term.someTexts("resources", MAX_NAME);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < slugs.size(); i++) {
            if (!slugs.get(i).isEmpty() && !seen.add(slugs.get(i))) {
                term.wrong("resources/" + i, "is listed twice");
            }
        }
        return slugs;
    }

    private static RefundPolicy refundPolicy(Fields policy) {
        policy.only("on_full_refund", "on_partial_refund", "on_dispute");
        return new RefundPolicy(
                policy.choice("on_full_refund", RefundPolicy.STANDARD.onFullRefund()),
                policy.choice("on_partial_refund", RefundPolicy.STANDARD.onPartialRefund()),
                policy.choice("on_dispute", RefundPolicy.STANDARD.onDispute()));
    }
}
