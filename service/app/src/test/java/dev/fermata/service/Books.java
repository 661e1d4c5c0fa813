package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.control.Ledger.DisputeEntry;
import dev.fermata.stripesandbox.control.Ledger.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Our books beside Stripe's: what every fault must end in. Each purchase is paid if and only if Stripe took its money, once; then it
 * has one entitlement per resource and one {@code purchase} in its owner's history, and its refunds, its disputes and what follows
 * from them for the access are those of the sandbox's ledger, under the policy of the term as it was sold.
 */
public final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> OPEN_DISPUTE = Set.of("needs_response", "under_review");

    /** One purchase as our database has it; refunds and disputes as sorted lines of id, amount and status. */
    record Page(
            String id,
            long amount,
            String currency,
            String payment,
            String delivery,
            String moneyBack,
            @Nullable String quarantine,
            @Nullable String checkoutId,
            @Nullable String paymentId,
            @Nullable String chargeId,
            @Nullable Long amountPaid,
            long amountRefunded,
            String onFullRefund,
            String onPartialRefund,
            String onDispute,
            long resources,
            long granted,
            long revoked,
            long suspended,
            long events,
            String refunds,
            String disputes) {}

    private static final String PAGES =
            """
            SELECT p.id, p.amount, p.currency, p.payment, p.delivery, p.money_back, p.quarantine, p.checkout_id,
                   p.payment_id, p.charge_id, p.amount_paid, p.amount_refunded,
                   v.on_full_refund, v.on_partial_refund, v.on_dispute,
                   (SELECT count(*) FROM term_version_resource r
                     WHERE r.term_id = p.term_id AND r.version = p.term_version) AS resources,
                   (SELECT count(*) FROM entitlement e WHERE e.purchase_id = p.id) AS granted,
                   (SELECT count(*) FROM entitlement e
                     WHERE e.purchase_id = p.id AND e.revoked_for IN ('refund', 'dispute')) AS revoked,
                   (SELECT count(*) FROM entitlement e
                     WHERE e.purchase_id = p.id AND e.suspended_at IS NOT NULL) AS suspended,
                   (SELECT count(*) FROM member_event m
                     WHERE m.purchase_id = p.id AND m.type = 'purchase') AS events,
                   (SELECT COALESCE(string_agg(provider_id || ' ' || amount || ' ' || status, ', '
                                        ORDER BY provider_id COLLATE "C"), '') FROM refund
                     WHERE purchase_id = p.id AND provider_id IS NOT NULL) AS refunds,
                   (SELECT COALESCE(string_agg(id || ' ' || amount || ' ' || status, ', ' ORDER BY id COLLATE "C"), '')
                      FROM dispute WHERE purchase_id = p.id) AS disputes
            FROM purchase p JOIN term_version v ON v.term_id = p.term_id AND v.version = p.term_version
            """;

    private final List<String> differences = new ArrayList<>();

    private Books() {}

    /** Waits until both books say the same and nothing is left to be done. Moves no clock: retries that are due later do not come. */
    public static void assertEqual(ShopUnderTest shop) {
        assertEqual(shop.service().database(), shop.stripe().ledger());
    }

    public static void assertEqual(Jdbi database, Ledger ledger) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(differences(database, ledger))
                .as("what differs between our books and Stripe's, and what is left to be done")
                .isEmpty());
    }

    /** Compares these purchases only, for a shop in which others change things as well. */
    public static void assertEqual(ShopUnderTest shop, Set<String> purchaseIds) {
        Jdbi database = shop.service().database();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        differences(database, shop.stripe().ledger(), purchaseIds::contains))
                .as("what differs between our books and Stripe's")
                .isEmpty());
    }

    /** As they stand at this moment; empty when all is well. */
    public static List<String> differences(Jdbi database, Ledger ledger) {
        List<String> differences = differences(database, ledger, id -> true);
        differences.addAll(unfinished(database));
        return differences;
    }

    /** What waits to be worked on, or was given up. */
    public static List<String> unfinished(Jdbi database) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT 'event ' || event_id || ' ' || type || ' is ' || state || ': ' || COALESCE(last_error, '')
                          FROM stripe_event WHERE state IN ('pending', 'dead')
                        UNION ALL SELECT 'refund ' || id || ' is requested' FROM refund WHERE status = 'requested'
                        """)
                .mapTo(String.class)
                .list());
    }

    private static List<String> differences(Jdbi database, Ledger ledger, Predicate<String> wanted) {
        var books = new Books();
        List<Page> pages = database.withHandle(
                handle -> handle.createQuery(PAGES).mapTo(Page.class).list());
        books.compare(
                pages.stream().filter(page -> wanted.test(page.id())).toList(),
                ledger.paid().stream()
                        .filter(entry -> entry.clientReferenceId() != null)
                        .filter(entry -> wanted.test(entry.clientReferenceId()))
                        .toList());
        return books.differences;
    }

    private void compare(List<Page> pages, List<Entry> entries) {
        Map<String, List<Entry>> paid = entries.stream().collect(Collectors.groupingBy(Entry::clientReferenceId));
        Set<String> unknown = new HashSet<>(paid.keySet());
        for (Page page : pages) {
            unknown.remove(page.id());
            compare(page, paid.getOrDefault(page.id(), List.of()));
        }
        expect("paid at Stripe, and unknown here", unknown, Set.of());
    }

    private void compare(Page page, List<Entry> paid) {
        Function<String, String> of = what -> "purchase " + page.id() + ": " + what;
        expect(of.apply("paid"), page.payment().equals("paid"), !paid.isEmpty());
        if (paid.isEmpty()) {
            expect(of.apply("granted unpaid"), page.granted() + page.events(), 0L);
            return;
        }
        expect(of.apply("times paid"), paid.size(), 1);
        Entry entry = paid.get(0);
        boolean asSold =
                entry.amountTotal() == page.amount() && entry.currency().equalsIgnoreCase(page.currency());
        String delivery = asSold ? delivery(page, entry) : "unfulfilled";
        expect(of.apply("checkout"), page.checkoutId(), entry.sessionId());
        expect(of.apply("payment"), page.paymentId(), entry.paymentIntent());
        expect(of.apply("charge"), page.chargeId(), entry.charge());
        expect(of.apply("amount paid"), page.amountPaid(), entry.amountTotal());
        expect(of.apply("amount refunded"), page.amountRefunded(), entry.refunded());
        expect(of.apply("refunds"), page.refunds(), refunds(entry));
        expect(of.apply("disputes"), page.disputes(), disputes(entry));
        expect(of.apply("money back"), page.moneyBack(), moneyBack(entry));
        expect(of.apply("delivery"), page.delivery(), delivery);
        expect(of.apply("in quarantine"), page.quarantine() != null, !asSold && !isAllBack(entry));
        expect(of.apply("granted"), page.granted(), asSold ? page.resources() : 0);
        expect(of.apply("revoked"), page.revoked(), delivery.equals("revoked") ? page.granted() : 0);
        if (delivery.equals("suspended")) {
            expect(of.apply("suspended"), page.suspended(), page.granted());
        }
        if (delivery.equals("fulfilled")) {
            expect(of.apply("suspended"), page.suspended(), 0L);
        }
        expect(of.apply("purchases in the history"), page.events(), asSold ? 1L : 0L);
    }

    private static String moneyBack(Entry entry) {
        if (has(entry, Set.of("lost"))) {
            return "dispute_lost";
        }
        if (has(entry, OPEN_DISPUTE)) {
            return "disputed";
        }
        if (entry.refunded() > 0) {
            return entry.refunded() >= entry.amountTotal() ? "refunded" : "partially_refunded";
        }
        return has(entry, Set.of("won")) ? "dispute_won" : "none";
    }

    private static String delivery(Page page, Entry entry) {
        boolean all = entry.refunded() >= entry.amountTotal();
        String onRefund = all ? page.onFullRefund() : page.onPartialRefund();
        if (has(entry, Set.of("lost")) || (entry.refunded() > 0 && onRefund.equals("revoke"))) {
            return "revoked";
        }
        if (has(entry, OPEN_DISPUTE)) {
            return switch (page.onDispute()) {
                case "suspend" -> "suspended";
                case "revoke" -> "revoked";
                default -> "fulfilled";
            };
        }
        return "fulfilled";
    }

    private static boolean isAllBack(Entry entry) {
        return entry.refunded() > 0 && entry.refunded() >= entry.amountTotal() || has(entry, Set.of("lost"));
    }

    private static boolean has(Entry entry, Set<String> statuses) {
        return entry.disputes().stream().map(DisputeEntry::status).anyMatch(statuses::contains);
    }

    private static String refunds(Entry entry) {
        return entry.refunds().stream()
                .map(refund -> refund.id() + " " + refund.amount() + " " + refund.status())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String disputes(Entry entry) {
        return entry.disputes().stream()
                .map(dispute -> dispute.id() + " " + dispute.amount() + " " + dispute.status())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void expect(String what, @Nullable Object ours, @Nullable Object stripes) {
        if (!Objects.equals(ours, stripes)) {
            differences.add(what + " is " + ours + ", and should be " + stripes);
        }
    }
}
