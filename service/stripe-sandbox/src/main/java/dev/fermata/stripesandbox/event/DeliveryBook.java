package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.event.Delivery.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All deliveries and where each of them stands. Every change of a state is made here, one at a time. */
final class DeliveryBook {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Map<String, Delivery> byId = new LinkedHashMap<>();
    private final Map<String, List<Delivery>> byEvent = new HashMap<>();
    private int onTheWire;

    void add(Delivery delivery, State state) {
        locked(() -> {
            byId.put(delivery.id(), delivery);
            byEvent.computeIfAbsent(delivery.event().id(), key -> new ArrayList<>(1))
                    .add(delivery);
            become(delivery, state, null);
            onTheWire += isOnTheWire(delivery) ? 1 : 0;
            return true;
        });
    }

    /** Changes the state if it is one of these. Returns whether it was. */
    boolean move(Delivery delivery, Set<State> from, State to) {
        return move(delivery, from, to, null);
    }

    boolean move(Delivery delivery, Set<State> from, State to, @Nullable Instant nextAttempt) {
        return locked(() -> {
            if (!from.contains(delivery.state())) {
                return false;
            }
            onTheWire -= isOnTheWire(delivery) ? 1 : 0;
            become(delivery, to, nextAttempt);
            onTheWire += isOnTheWire(delivery) ? 1 : 0;
            return true;
        });
    }

    void tried(Delivery delivery, Delivery.Attempt attempt) {
        locked(() -> {
            delivery.tried(attempt);
            return true;
        });
    }

    private void become(Delivery delivery, State state, @Nullable Instant nextAttempt) {
        delivery.become(state, nextAttempt);
        quiet.signalAll();
    }

    private static boolean isOnTheWire(Delivery delivery) {
        return delivery.state() == State.SENDING
                || (delivery.state() == State.PENDING && delivery.nextAttempt() == null);
    }

    Delivery get(String id) {
        return locked(() -> {
            Delivery delivery = byId.get(id);
            if (delivery == null) {
                throw new IllegalArgumentException("No delivery " + id);
            }
            return delivery;
        });
    }

    /** Oldest first. */
    List<Delivery> all() {
        return locked(() -> List.copyOf(byId.values()));
    }

    List<Delivery> held() {
        return locked(() -> byId.values().stream()
                .filter(delivery -> delivery.state() == State.HELD)
                .toList());
    }

    /** How many endpoints have not said yes to an event, whether they still may or not. */
    int undelivered(String eventId) {
        return locked(() -> {
            List<Delivery> all = byEvent.getOrDefault(eventId, List.of());
            if (all.size() == 1) {
                return all.get(0).state() == State.DELIVERED ? 0 : 1;
            }
            Set<String> told = new HashSet<>();
            Set<String> endpoints = new HashSet<>();
            for (Delivery delivery : all) {
                endpoints.add(delivery.target().id());
                if (delivery.state() == State.DELIVERED) {
                    told.add(delivery.target().id());
                }
            }
            return endpoints.size() - told.size();
        });
    }

    boolean awaitQuiet(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long left = unit.toNanos(timeout);
            while (onTheWire > 0) {
                if (left <= 0) {
                    return false;
                }
                left = quiet.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        locked(() -> {
            byId.values().forEach(delivery -> delivery.become(State.DROPPED, null));
            byId.clear();
            byEvent.clear();
            onTheWire = 0;
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
