package dev.fermata.stripesandbox.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs at the pace of its base and can be moved forward, never back. What is scheduled runs when its time has come:
 * on its own while nobody moves the clock, in order and before {@link #advance} returns when somebody does.
 */
public final class SandboxClock implements InstantSource, AutoCloseable {

    /** How often a base that may jump (a test's own clock) is looked at. */
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);

    private record Due(Instant at, long order, Runnable task) {}

    private final InstantSource base;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Held while a task runs, so that tasks run one after the other and in order. */
    private final ReentrantLock running = new ReentrantLock();

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final Thread thread = new Thread(this::loop, "stripe-sandbox-clock");
    private Duration offset = Duration.ZERO;
    private Instant latest = Instant.MIN;
    private long scheduled;
    private boolean closed;

    public SandboxClock(InstantSource base) {
        this.base = base;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            Instant now = base.instant().plus(offset);
            latest = now.isAfter(latest) ? now : latest;
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** The time now in Stripe's unit, seconds. */
    public long seconds() {
        return instant().getEpochSecond();
    }

    /** The time nobody moved; receivers compare signatures with theirs. */
    public InstantSource base() {
        return base;
    }

    /** How far the clock is ahead of its base. */
    public Duration offset() {
        lock.lock();
        try {
            return offset;
        } finally {
            lock.unlock();
        }
    }

    public void schedule(Instant at, Runnable task) {
        lock.lock();
        try {
            queue.add(new Due(at, scheduled++, task));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock and runs, at its own time each, everything that falls due on the way. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock only moves forward");
        }
        running.lock();
        try {
            Instant target = instant().plus(by);
            for (Due due = next(target); due != null; due = next(target)) {
                moveTo(due.at());
                run(due);
            }
            moveTo(target);
        } finally {
            running.unlock();
        }
    }

    private void moveTo(Instant target) {
        lock.lock();
        try {
            Duration ahead = Duration.between(base.instant(), target);
            offset = ahead.compareTo(offset) > 0 ? ahead : offset;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due next(Instant until) {
        lock.lock();
        try {
            Due due = queue.peek();
            return due == null || due.at().isAfter(until) ? null : queue.poll();
        } finally {
            lock.unlock();
        }
    }

    private static void run(Due due) {
        try {
            due.task().run();
        } catch (RuntimeException e) {
            LOG.error("A scheduled task failed", e);
        }
    }

    private void loop() {
        while (waitForWork()) {
            running.lock();
            try {
                for (Due due = next(instant()); due != null; due = next(instant())) {
                    run(due);
                }
            } finally {
                running.unlock();
            }
        }
    }

    private boolean waitForWork() {
        lock.lock();
        try {
            while (!closed) {
                Due due = queue.peek();
                if (due == null) {
                    changed.await();
                    continue;
                }
                Duration left = Duration.between(base.instant().plus(offset), due.at());
                if (left.isNegative() || left.isZero()) {
                    return true;
                }
                changed.awaitNanos((left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP).toNanos());
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything scheduled; the time stays. */
    public void clear() {
        lock.lock();
        try {
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
