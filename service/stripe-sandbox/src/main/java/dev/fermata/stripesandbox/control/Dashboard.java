package dev.fermata.stripesandbox.control;

import dev.fermata.stripesandbox.api.RequestLog;
import dev.fermata.stripesandbox.dispute.DisputeStatus;
import dev.fermata.stripesandbox.event.Delivery;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.http.Money;
import dev.fermata.stripesandbox.http.Templates;
import dev.fermata.stripesandbox.object.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dashboard: what happened lately, and a button for each lever. Works without a script. */
final class Dashboard {

    private static final int ROWS = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

    private final Levers levers;
    private final Templates templates = new Templates(Dashboard.class);

    Dashboard(Levers levers) {
        this.levers = levers;
    }

    /** A session as a row, and which buttons make sense for it. */
    public record SessionRow(
            String id,
            String state,
            String amount,
            String refunded,
            String email,
            String reference,
            boolean open,
            boolean processing,
            boolean refundable,
            boolean disputable,
            List<DisputeRow> disputes) {}

    /** A dispute below its session, and which buttons make sense for it. */
    public record DisputeRow(String id, String state, boolean inquiry, boolean open) {}

    /** A delivery as a row. */
    public record DeliveryRow(
            String id,
            String type,
            String object,
            String state,
            int attempts,
            String last,
            String next,
            boolean waits) {}

    /** An API request as a row. */
    public record RequestRow(String at, String method, String path, int status, String key, String params) {}

    HttpAnswer stylesheet() {
        return new HttpAnswer(200, Map.of("Content-Type", "text/css;charset=utf-8"), templates.file("dashboard.css"));
    }

    HttpAnswer page(@Nullable String notice) {
        Map<String, Object> model = new HashMap<>();
        model.put("notice", notice == null ? "" : notice);
        model.put("now", time(levers.clock().instant()));
        model.put("offset", levers.clock().offset().toString().substring(2).toLowerCase(Locale.ROOT));
        model.put("holding", levers.deliveries().isHolding());
        model.put("dropping", levers.deliveries().isDropping());
        model.put(
                "sessions",
                levers.ledger().newest(ROWS).stream().map(Dashboard::row).toList());
        model.put(
                "deliveries",
                newest(levers.deliveries().all()).stream().map(Dashboard::row).toList());
        model.put(
                "requests",
                newest(levers.requests().entries()).stream().map(Dashboard::row).toList());
        model.put(
                "faults",
                levers.faults().pending().stream()
                        .map(Shown::fault)
                        .map(Object::toString)
                        .toList());
        return HttpAnswer.html(200, templates.render("dashboard.ftlh", model))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'");
    }

    private static <T> List<T> newest(List<T> oldestFirst) {
        List<T> some = new ArrayList<>(oldestFirst.subList(Math.max(0, oldestFirst.size() - ROWS), oldestFirst.size()));
        Collections.reverse(some);
        return some;
    }

    private static SessionRow row(Ledger.Entry entry) {
        boolean processing =
                entry.status().equals("complete") && entry.paymentStatus().equals("unpaid") && entry.charge() != null;
        String state = entry.status().equals("complete") ? entry.paymentStatus() : entry.status();
        return new SessionRow(
                entry.sessionId(),
                state,
                Money.text(entry.amountTotal(), entry.currency()),
                entry.refunded() == 0 ? "" : Money.text(entry.refunded(), entry.currency()),
                entry.email() == null ? "" : entry.email(),
                entry.clientReferenceId() == null ? "" : entry.clientReferenceId(),
                entry.status().equals("open"),
                processing,
                entry.captured() > entry.refunded() + entry.disputed(),
                entry.captured() > entry.disputed(),
                entry.disputes().stream().map(Dashboard::row).toList());
    }

    private static DisputeRow row(Ledger.DisputeEntry dispute) {
        DisputeStatus status = DisputeStatus.valueOf(dispute.status().toUpperCase(Locale.ROOT));
        return new DisputeRow(dispute.id(), dispute.status(), status.isInquiry(), status.isOpen());
    }

    private static DeliveryRow row(Delivery delivery) {
        List<Delivery.Attempt> attempts = delivery.attempts();
        String last = attempts.isEmpty()
                ? ""
                : attempts.get(attempts.size() - 1).status() + " at "
                        + time(attempts.get(attempts.size() - 1).at());
        Instant next = delivery.nextAttempt();
        boolean waits = delivery.state() == Delivery.State.HELD || delivery.state() == Delivery.State.PENDING;
        return new DeliveryRow(
                delivery.id(),
                delivery.event().type(),
                delivery.event().objectId(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                attempts.size(),
                last,
                next == null ? "" : time(next),
                waits);
    }

    private static RequestRow row(RequestLog.Entry entry) {
        String params = new String(Json.bytes(entry.params()), StandardCharsets.UTF_8);
        return new RequestRow(
                time(entry.at()),
                entry.method(),
                entry.path(),
                entry.status(),
                entry.idempotencyKey() == null ? "" : entry.idempotencyKey(),
                params.equals("{}") ? "" : params);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
