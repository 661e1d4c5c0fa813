package dev.fermata.gate.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate's own threads: few, never in the way of a shutdown, and gone after it is closed. */
public final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int CALLS_AT_ONCE = 16;
    private static final int CALLS_WAITING = 256;

    private final ScheduledExecutorService regular =
            Executors.newSingleThreadScheduledExecutor(threads("fermata-gate"));
    private final ThreadPoolExecutor calls = new ThreadPoolExecutor(
            CALLS_AT_ONCE,
            CALLS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(CALLS_WAITING),
            threads("fermata-gate-call"));

    public Background() {
        calls.allowCoreThreadTimeOut(true);
    }

    /** Does the work soon; a future that failed if there is too much of it already. */
    public CompletableFuture<Void> run(Runnable work) {
        try {
            return CompletableFuture.runAsync(work, calls);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Does the work now and then, whatever becomes of it. */
    public void repeat(Runnable work, Duration every) {
        var unused = regular.scheduleWithFixedDelay(() -> attempt(work), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("What the gate does in the background failed", e);
        }
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        regular.shutdownNow();
        calls.shutdownNow();
    }
}
