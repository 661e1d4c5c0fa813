package dev.fermata.service.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.fermata.service.jobs.Sweeps;
import dev.fermata.service.stripe.StripeEventList.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every five minutes: takes what Stripe lists and the webhook did not tell of into the same inbox. The cursor is the time of the
 * newest event that was seen; reading begins an hour before it, so an event that is listed late is found, and so is one that a
 * failover of the database lost. Goes forward in slices of time, and the cursor moves with each; whatever stops the sweep, it
 * goes on there. The order within a slice does not matter, for an event only says which object to look at.
 */
public final class StripeEventSweep {

    static final String NAME = "stripe-event-sweep";

    private static final Logger LOG = LoggerFactory.getLogger(StripeEventSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration LISTED_FOR = Duration.ofDays(30);
    private static final Duration SHORTEST_SLICE = Duration.ofHours(1);
    private static final Duration LONGEST_SLICE = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final StripeEventList list;
    private final StripeEvents events;
    private final StripeEventWorker worker;
    private final boolean livemode;

    StripeEventSweep(
            Jdbi jdbi,
            InstantSource clock,
            StripeEventList list,
            StripeEvents events,
            StripeEventWorker worker,
            boolean livemode) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.list = list;
        this.events = events;
        this.worker = worker;
        this.livemode = livemode;
    }

    public Task<?> task(Sweeps sweeps) {
        return sweeps.task(NAME, FixedDelay.of(EVERY), EVERY, this::sweep);
    }

    /** @throws dev.fermata.service.purchase.PaymentProviderException if Stripe gives no usable answer; what was read is kept */
    void sweep() {
        Instant from = start();
        Duration length = SHORTEST_SLICE;
        while (true) {
            Instant until = from.plus(length);
            // The last slice is open: Stripe's clock may be ahead of ours.
            boolean last = until.isAfter(clock.instant());
            int seen = take(from, last ? null : until);
            if (last) {
                return;
            }
            from = until;
            length = seen < StripeEventList.PAGE ? shorter(length.multipliedBy(2), LONGEST_SLICE) : SHORTEST_SLICE;
        }
    }

    /** Without a cursor there is nothing to find from before the first purchase. */
    private Instant start() {
        Instant now = clock.instant();
        Instant wanted = jdbi.withExtension(
                        SweepCursorDao.class, dao -> dao.reached(NAME).or(dao::firstPurchase))
                .orElse(now)
                .minus(OVERLAP);
        Instant earliest = now.minus(LISTED_FOR);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }

    /** Reads one slice to its end, and only then moves the cursor. Returns how many events it has. */
    private int take(Instant from, @Nullable Instant until) {
        int seen = 0;
        int found = 0;
        Instant newest = Instant.MIN;
        String cursor = null;
        do {
            Page page = list.page(from, until, cursor);
            for (JsonNode json : page.events()) {
                Optional<StripeEvent> event = StripeEvent.from(json);
                found += event.filter(listed -> store(listed, json)).isPresent() ? 1 : 0;
                newest = event.map(StripeEvent::occurredAt)
                        .filter(newest::isBefore)
                        .orElse(newest);
            }
            seen += page.events().size();
            cursor = page.next();
        } while (cursor != null);
        if (found > 0) {
            LOG.info("{} events that the webhook did not tell of, of {} since {}", found, seen, from);
        }
        if (seen > 0) {
            moveTo(newest);
        }
        return seen;
    }

    private boolean store(StripeEvent event, JsonNode json) {
        boolean ours = event.isOurs(livemode);
        boolean stored = events.sweep(event, json.toString(), ours);
        if (stored && ours) {
            worker.wake();
        }
        return stored;
    }

    private void moveTo(Instant reached) {
        jdbi.useExtension(SweepCursorDao.class, dao -> dao.reach(NAME, reached, clock.instant()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
