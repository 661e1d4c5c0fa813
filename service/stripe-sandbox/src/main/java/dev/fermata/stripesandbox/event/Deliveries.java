package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Delivery.State;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes events to endpoints, at least once and in no promised order: each try is signed afresh, anything but 2xx is a
 * failure, failures are tried again on the sandbox's clock.
 */
public final class Deliveries {

    private final SandboxClock clock;
    private final WebhookSender sender;
    private final RetrySchedule retries;
    private final Targets targets = new Targets();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final Map<String, Delivery> byId = new LinkedHashMap<>();
    private final Map<String, List<Delivery>> byEvent = new HashMap<>();
    private boolean holding;

    public Deliveries(SandboxClock clock, WebhookSender sender, RetrySchedule retries) {
        this.clock = clock;
        this.sender = sender;
        this.retries = retries;
    }

    Targets targets() {
        return targets;
    }

    void offer(Account account, StoredEvent event) {
        for (Target target : targets.wanting(account, event.type())) {
            Delivery delivery = new Delivery(Ids.next("del_"), event, target);
            if (file(delivery, isHolding())) {
                attempt(delivery, Tampering.NONE);
            }
        }
    }

    /** Returns whether it may go out now. */
    private boolean file(Delivery delivery, boolean held) {
        lock.lock();
        try {
            byId.put(delivery.id(), delivery);
            byEvent.computeIfAbsent(delivery.event().id(), key -> new ArrayList<>())
                    .add(delivery);
            delivery.become(held ? State.HELD : State.PENDING, null);
            return !held;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<?> attempt(Delivery delivery, Tampering tampering) {
        lock.lock();
        try {
            if (delivery.state() != State.PENDING) {
                return CompletableFuture.completedFuture(null);
            }
            delivery.become(State.SENDING, null);
        } finally {
            lock.unlock();
        }
        return sender.send(
                        delivery.target(),
                        delivery.event(),
                        open(delivery.event().id()),
                        tampering)
                .thenAccept(attempt -> finish(delivery, attempt));
    }

    private void finish(Delivery delivery, Delivery.Attempt attempt) {
        lock.lock();
        try {
            delivery.tried(attempt);
            if (attempt.status() >= 200 && attempt.status() < 300) {
                delivery.become(State.DELIVERED, null);
            } else {
                retryLater(delivery);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void retryLater(Delivery delivery) {
        Optional<Instant> next = retries.after(delivery.attempts().size())
                .map(wait -> clock.instant().plus(wait));
        if (next.isEmpty()) {
            delivery.become(State.FAILED, null);
            return;
        }
        delivery.become(State.PENDING, next.get());
        clock.schedule(next.get(), () -> attempt(delivery, Tampering.NONE));
    }

    /** From now on new deliveries wait for {@link #release}. */
    public void hold() {
        lock.lock();
        try {
            holding = true;
        } finally {
            lock.unlock();
        }
    }

    public boolean isHolding() {
        lock.lock();
        try {
            return holding;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the hold and sends what waited, one after the other: in the order it happened, backwards or shuffled. */
    public void release(Order order) {
        List<Delivery> waiting;
        lock.lock();
        try {
            holding = false;
            waiting = new ArrayList<>(byId.values().stream()
                    .filter(delivery -> delivery.state() == State.HELD)
                    .toList());
            waiting.forEach(delivery -> delivery.become(State.PENDING, null));
        } finally {
            lock.unlock();
        }
        if (order == Order.REVERSED) {
            Collections.reverse(waiting);
        } else if (order == Order.SHUFFLED) {
            Collections.shuffle(waiting);
        }
        inTurn(waiting);
    }

    /** Sends these held deliveries one after the other, each once the one before was answered; the hold goes on. */
    public void releaseInTurn(List<String> ids) {
        List<Delivery> chosen = ids.stream().map(this::get).toList();
        chosen.forEach(this::makePending);
        inTurn(chosen);
    }

    private void inTurn(List<Delivery> pending) {
        CompletableFuture<?> turn = CompletableFuture.completedFuture(null);
        for (Delivery delivery : pending) {
            turn = turn.thenCompose(before -> attempt(delivery, Tampering.NONE));
        }
    }

    private void makePending(Delivery delivery) {
        lock.lock();
        try {
            if (delivery.state() != State.HELD && delivery.state() != State.PENDING) {
                throw new IllegalArgumentException("Delivery " + delivery.id() + " is " + delivery.state());
            }
            delivery.become(State.PENDING, null);
        } finally {
            lock.unlock();
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
        Delivery delivery = get(id);
        lock.lock();
        try {
            if (delivery.state() == State.PENDING || delivery.state() == State.HELD) {
                delivery.become(State.DROPPED, null);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the same event again, {@code times} times at once, as a delivery of its own each. */
    public List<Delivery> redeliver(String id, int times, Tampering tampering) {
        Delivery original = get(id);
        List<Delivery> copies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Delivery copy = new Delivery(Ids.next("del_"), original.event(), original.target());
            file(copy, false);
            copies.add(copy);
        }
        copies.forEach(copy -> attempt(copy, tampering));
        return copies;
    }

    public Delivery get(String id) {
        lock.lock();
        try {
            Delivery delivery = byId.get(id);
            if (delivery == null) {
                throw new IllegalArgumentException("No delivery " + id);
            }
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    /** Oldest first. */
    public List<Delivery> all() {
        lock.lock();
        try {
            return List.copyOf(byId.values());
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing of an event is still to be delivered, was given up or was lost. */
    boolean succeeded(String eventId) {
        lock.lock();
        try {
            return byEvent.getOrDefault(eventId, List.of()).stream()
                    .allMatch(delivery -> delivery.state() == State.DELIVERED);
        } finally {
            lock.unlock();
        }
    }

    /** How many deliveries of an event have not succeeded, not failed for good and not been dropped. */
    long open(String eventId) {
        lock.lock();
        try {
            return byEvent.getOrDefault(eventId, List.of()).stream()
                    .filter(Delivery::isOpen)
                    .count();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, in real time, until nothing is on the wire. Deliveries waiting for a retry or held do not count. */
    public boolean awaitQuiet(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long left = unit.toNanos(timeout);
            while (byId.values().stream().anyMatch(Deliveries::onTheWire)) {
                if (left <= 0) {
                    return false;
                }
                left = settled.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean onTheWire(Delivery delivery) {
        return delivery.state() == State.SENDING
                || (delivery.state() == State.PENDING && delivery.nextAttempt() == null);
    }

    public void clear() {
        lock.lock();
        try {
            byId.clear();
            byEvent.clear();
            holding = false;
        } finally {
            lock.unlock();
        }
        targets.clear();
    }
}
