package dev.fermata.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls that begin in the same moment, each in a thread of its own. */
public final class AtOnce {

    private static final long PATIENCE_SECONDS = 60;

    private AtOnce() {}

    /** What they returned, in their order. */
    public static <T> List<T> run(ExecutorService threads, List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> call : calls) {
            running.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : running) {
            results.add(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }
}
