package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Money;
import dev.fermata.service.purchase.MoneyBackNotes.DisputeNews;
import dev.fermata.service.purchase.MoneyBackNotes.News;
import dev.fermata.service.purchase.MoneyBackNotes.RefundNews;
import dev.fermata.service.webhook.WebhookMessage;
import dev.fermata.service.webhook.WebhookType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is told to others of a purchase that changed. Each message carries the purchase as it is then, with its version. */
final class PurchaseMessages {

    private final Purchase before;
    private final Purchase after;
    private final News news;
    private final List<WebhookMessage> messages = new ArrayList<>();

    private PurchaseMessages(Purchase before, Purchase after, News news) {
        this.before = before;
        this.after = after;
        this.news = news;
    }

    static List<WebhookMessage> of(Purchase before, Purchase after, News news) {
        var told = new PurchaseMessages(before, after, news);
        told.payment();
        told.refunds();
        told.disputes();
        return told.messages;
    }

    static WebhookMessage started(Purchase purchase) {
        return new WebhookMessage(
                WebhookType.PURCHASE_STARTED, new PurchaseMessages(purchase, purchase, News.NONE).data());
    }

    private void payment() {
        if (before.delivery() == Delivery.UNFULFILLED && after.delivery() != Delivery.UNFULFILLED) {
            tell(WebhookType.PURCHASE_PAID);
        }
        if (after.quarantine() != null && !Objects.equals(before.quarantine(), after.quarantine())) {
            tell(WebhookType.PURCHASE_QUARANTINED);
        }
        if (before.payment() != after.payment()) {
            switch (after.payment()) {
                case PROCESSING -> tell(WebhookType.PURCHASE_PROCESSING);
                case FAILED -> tell(WebhookType.PURCHASE_FAILED);
                case EXPIRED -> tell(WebhookType.PURCHASE_EXPIRED);
                case CREATED, OPEN, PAID -> {}
            }
        }
    }

    /** One that is made while another of the same amount fails leaves the sum as it was, and is a change all the same. */
    private void refunds() {
        boolean lost = news.refunds().stream().anyMatch(RefundNews::isLost);
        boolean replaced = lost && news.refunds().stream().anyMatch(RefundNews::isMade);
        if (replaced || after.amountRefunded() > before.amountRefunded()) {
            boolean all = after.amountRefunded() >= Objects.requireNonNullElse(after.amountPaid(), after.amount());
            tell(all ? WebhookType.PURCHASE_REFUNDED : WebhookType.PURCHASE_PARTIALLY_REFUNDED);
        }
        if (lost) {
            tell(WebhookType.PURCHASE_REFUND_FAILED);
        }
    }

    private void disputes() {
        for (DisputeNews dispute : news.disputes()) {
            if (dispute.isOpened()) {
                tell(WebhookType.PURCHASE_DISPUTED);
            } else if (dispute.isMovedTo(DisputeStatus.WON)) {
                tell(WebhookType.PURCHASE_DISPUTE_WON);
            } else if (dispute.isMovedTo(DisputeStatus.LOST)) {
                tell(WebhookType.PURCHASE_DISPUTE_LOST);
            }
        }
        if (!news.warnings().isEmpty()) {
            tell(WebhookType.PURCHASE_EARLY_FRAUD_WARNING);
        }
    }

    private void tell(WebhookType type) {
        messages.add(new WebhookMessage(type, data()));
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", after.id());
        data.put("version", after.version());
        data.put("term_id", after.termId());
        data.put("term_version", after.termVersion());
        data.put("member_id", after.memberId());
        data.put("status", after.payment());
        data.put("delivery", after.delivery());
        data.put("money_back", after.moneyBack());
        data.put("quarantine", after.quarantine());
        data.put("price", after.price());
        data.put("amount_refunded", new Money(after.amountRefunded(), after.currency()));
        data.put("checkout_id", after.checkoutId());
        data.put("payment_id", after.paymentId());
        data.put("created_at", after.createdAt());
        data.put("paid_at", after.paidAt());
        return data;
    }
}
