package dev.fermata.gate.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long one page may still wait, over all that it waits for. It begins with the first wait. */
public final class Patience {

    private final Duration whole;
    private final ServiceHealth health;
    private long begin;
    private boolean begun;

    public Patience(Duration whole, ServiceHealth health) {
        this.whole = whole;
        this.health = health;
    }

    /** Waits for what is under way; false if it failed, takes too long, or nobody may wait at the moment. */
    public boolean await(CompletableFuture<?> work) {
        if (!work.isDone() && !begun && !health.mayWait()) {
            return false;
        }
        try {
            work.get(left(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            health.keptWaiting();
            return false;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long left() {
        if (!begun) {
            begun = true;
            begin = System.nanoTime();
        }
        return Math.max(0, whole.toNanos() - (System.nanoTime() - begin));
    }
}
