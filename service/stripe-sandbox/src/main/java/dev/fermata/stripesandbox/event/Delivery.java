package dev.fermata.stripesandbox.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way to one endpoint. Changed only by {@link DeliveryBook}, under its lock. */
public final class Delivery {

    /** Where it stands. */
    public enum State {
        /** Due, or waiting for its next try. */
        PENDING,
        /** Kept back until somebody releases it. */
        HELD,
        /** On the wire now. */
        SENDING,
        /** Answered with 2xx. */
        DELIVERED,
        /** All tries used up. */
        FAILED,
        /** Thrown away on purpose; the endpoint never hears of it. */
        DROPPED
    }

    /** One try and what came back; {@code status} is 0 when nothing did. */
    public record Attempt(Instant at, int status, String detail) {}

    private final String id;
    private final StoredEvent event;
    private final Target target;
    private final Tampering tampering;
    private final List<Attempt> attempts = new ArrayList<>();
    private volatile State state = State.PENDING;
    private volatile @Nullable Instant nextAttempt;

    Delivery(String id, StoredEvent event, Target target, Tampering tampering) {
        this.id = id;
        this.event = event;
        this.target = target;
        this.tampering = tampering;
    }

    public String id() {
        return id;
    }

    public StoredEvent event() {
        return event;
    }

    public Target target() {
        return target;
    }

    /** How each of its tries is spoilt. */
    Tampering tampering() {
        return tampering;
    }

    public State state() {
        return state;
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public @Nullable Instant nextAttempt() {
        return nextAttempt;
    }

    void become(State next, @Nullable Instant nextAttemptAt) {
        state = next;
        nextAttempt = nextAttemptAt;
    }

    void tried(Attempt attempt) {
        attempts.add(attempt);
    }
}
