package dev.fermata.gate.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is moved. */
public final class MovableClock implements InstantSource {

    private final AtomicReference<Instant> now;

    public MovableClock(String start) {
        now = new AtomicReference<>(Instant.parse(start));
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public void setTo(String time) {
        now.set(Instant.parse(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
