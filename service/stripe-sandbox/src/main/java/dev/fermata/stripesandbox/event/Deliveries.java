package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Delivery.State;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Takes events to endpoints, at least once and in no promised order: each try is signed afresh, anything but 2xx is a
 * failure, failures are tried again on the sandbox's clock.
 */
public final class Deliveries {

    private static final Set<State> PENDING = EnumSet.of(State.PENDING);
    private static final Set<State> SENDING = EnumSet.of(State.SENDING);
    private static final Set<State> WAITING = EnumSet.of(State.PENDING, State.HELD);

    private final SandboxClock clock;
    private final WebhookSender sender;
    private final RetrySchedule retries;
    private final Targets targets = new Targets();
    private final DeliveryBook book = new DeliveryBook();
    private volatile Conditions conditions = Conditions.FAIR;

    public Deliveries(SandboxClock clock, WebhookSender sender, RetrySchedule retries) {
        this.clock = clock;
        this.sender = sender;
        this.retries = retries;
    }

    Targets targets() {
        return targets;
    }

    void offer(Account account, StoredEvent event) {
        Conditions now = conditions;
        for (Target target : targets.wanting(account, event.type())) {
            for (int copy = 0; copy < now.copies(); copy++) {
                Delivery delivery = new Delivery(Ids.next("del_"), event, target, now.tampering());
                book.add(delivery, now.holding() ? State.HELD : State.PENDING);
                if (!now.holding()) {
                    attempt(delivery);
                }
            }
        }
    }

    private synchronized void change(UnaryOperator<Conditions> next) {
        conditions = next.apply(conditions);
    }

    private CompletableFuture<?> attempt(Delivery delivery) {
        if (conditions.dropping()) {
            book.move(delivery, PENDING, State.DROPPED);
            return CompletableFuture.completedFuture(null);
        }
        if (!book.move(delivery, PENDING, State.SENDING)) {
            return CompletableFuture.completedFuture(null);
        }
        Target target = targets.current(delivery.target());
        int pending = book.undelivered(delivery.event().id());
        return sender.send(target, delivery.event(), pending, delivery.tampering())
                .thenAccept(attempt -> finish(delivery, attempt));
    }

    private void finish(Delivery delivery, Delivery.Attempt attempt) {
        book.tried(delivery, attempt);
        if (attempt.status() >= 200 && attempt.status() < 300) {
            book.move(delivery, SENDING, State.DELIVERED);
        } else {
            retryLater(delivery);
        }
    }

    private void retryLater(Delivery delivery) {
        Optional<Instant> next = retries.after(delivery.attempts().size())
                .map(wait -> clock.instant().plus(wait));
        if (next.isEmpty()) {
            book.move(delivery, SENDING, State.FAILED);
        } else if (book.move(delivery, SENDING, State.PENDING, next.get())) {
            clock.schedule(next.get(), () -> attempt(delivery));
        }
    }

    /** From now on new deliveries wait for {@link #release}. */
    public void hold() {
        change(now -> now.withHolding(true));
    }

    public boolean isHolding() {
        return conditions.holding();
    }

    /** From now on nothing arrives, not even what is waiting for its next try: an outage longer than all retries. */
    public void dropAll() {
        change(now -> now.withDropping(true));
    }

    public boolean isDropping() {
        return conditions.dropping();
    }

    /** From now on each event is sent so many times to each endpoint. */
    public void copyAll(int copies) {
        change(now -> now.withCopies(copies));
    }

    /** From now on each new delivery is spoilt this way, at each of its tries. */
    public void spoilAll(Tampering tampering) {
        change(now -> now.withTampering(tampering));
    }

    /** New deliveries are sent, once and properly. What is held stays held. */
    public void deliverProperly() {
        change(now -> Conditions.FAIR);
    }

    /** Ends the hold and sends what waited, one after the other: in the order it happened, backwards or shuffled. */
    public void release(Order order) {
        change(now -> now.withHolding(false));
        List<Delivery> waiting = new ArrayList<>(book.held());
        waiting.removeIf(delivery -> !book.move(delivery, EnumSet.of(State.HELD), State.PENDING));
        if (order == Order.REVERSED) {
            Collections.reverse(waiting);
        } else if (order == Order.SHUFFLED) {
            Collections.shuffle(waiting);
        }
        inTurn(waiting);
    }

    /** Sends these held deliveries one after the other, each once the one before was answered; the hold goes on. */
    public void releaseInTurn(List<String> ids) {
        List<Delivery> chosen = ids.stream().map(book::get).toList();
        chosen.forEach(delivery -> {
            if (!book.move(delivery, WAITING, State.PENDING)) {
                throw new IllegalArgumentException("Delivery " + delivery.id() + " is " + delivery.state());
            }
        });
        inTurn(chosen);
    }

    private void inTurn(List<Delivery> pending) {
        CompletableFuture<?> turn = CompletableFuture.completedFuture(null);
        for (Delivery delivery : pending) {
            turn = turn.thenCompose(before -> attempt(delivery));
        }
    }

    /** In which order held deliveries go out. */
    public enum Order {
        AS_HAPPENED,
        REVERSED,
        SHUFFLED
    }

    /** The endpoint will never hear of it. */
    public void drop(String id) {
        book.move(book.get(id), WAITING, State.DROPPED);
    }

    /** Sends the same event again, {@code times} times at once, as a delivery of its own each. */
    public List<Delivery> redeliver(String id, int times, Tampering tampering) {
        Delivery original = book.get(id);
        List<Delivery> copies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Delivery copy = new Delivery(Ids.next("del_"), original.event(), original.target(), tampering);
            book.add(copy, State.PENDING);
            copies.add(copy);
        }
        copies.forEach(this::attempt);
        return copies;
    }

    public Delivery get(String id) {
        return book.get(id);
    }

    /** Oldest first. */
    public List<Delivery> all() {
        return book.all();
    }

    /** How many endpoints have not said yes to an event. */
    int undelivered(String eventId) {
        return book.undelivered(eventId);
    }

    /** Waits, in real time, until nothing is on the wire. Deliveries waiting for a retry or held do not count. */
    public boolean awaitQuiet(long timeout, TimeUnit unit) throws InterruptedException {
        return book.awaitQuiet(timeout, unit);
    }

    public void clear() {
        book.clear();
        change(now -> Conditions.FAIR);
        targets.clear();
    }
}
