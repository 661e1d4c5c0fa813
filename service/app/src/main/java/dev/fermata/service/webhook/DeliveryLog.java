package dev.fermata.service.webhook;

import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.webhook.LogDao.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What was sent and how it went, kept for a while; and sending it again. */
final class DeliveryLog {

    static final Duration KEPT = Duration.ofDays(30);
    private static final int PAGE = 100;
    private static final int PRUNED_AT_ONCE = 1000;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Runnable queued;

    DeliveryLog(Jdbi jdbi, InstantSource clock, Outbox outbox, Runnable queued) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.outbox = outbox;
        this.queued = queued;
    }

    /** A message with what was sent, byte by byte, and every attempt, oldest first. */
    record Whole(Entry delivery, String body, List<Attempt> attempts) {}

    List<Entry> entries(EndpointId endpoint, @Nullable DeliveryState state, @Nullable String before) {
        return jdbi.withExtension(LogDao.class, dao -> dao.entries(endpoint, state, before, PAGE));
    }

    static boolean isWhole(List<Entry> page) {
        return page.size() < PAGE;
    }

    Whole entry(EndpointId endpoint, String message) {
        return jdbi.withHandle(handle -> {
            var dao = handle.attach(LogDao.class);
            return new Whole(entry(handle, endpoint, message), dao.body(message), dao.attempts(endpoint, message));
        });
    }

    /** Sends it once more, under its id, however it went before. */
    Entry again(EndpointId endpoint, String message) {
        return jdbi.inTransaction(tx -> {
            tx.attach(DeliveryDao.class).again(endpoint, message, clock.instant());
            tx.afterCommit(queued);
            return entry(tx, endpoint, message);
        });
    }

    /** Sends all once more that failed since, and says how many they are. */
    int recover(EndpointId endpoint, Instant since) {
        return jdbi.inTransaction(tx -> {
            tx.afterCommit(queued);
            return tx.attach(DeliveryDao.class).recover(endpoint, since, clock.instant());
        });
    }

    Entry ping(EndpointId endpoint) {
        return jdbi.inTransaction(tx -> entry(tx, endpoint, outbox.ping(tx, endpoint)));
    }

    /** Forgets what is older than is kept, delivered or not. */
    void prune() {
        Instant before = clock.instant().minus(KEPT);
        while (jdbi.withExtension(DeliveryDao.class, dao -> dao.prune(before, PRUNED_AT_ONCE)) == PRUNED_AT_ONCE) {
            // Short transactions, one after the other.
        }
    }

    private static Entry entry(Handle handle, EndpointId endpoint, String message) {
        return handle.attach(LogDao.class)
                .entry(endpoint, message)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.WEBHOOK_MESSAGE_NOT_FOUND, "No message of this id was sent to this endpoint"));
    }
}
