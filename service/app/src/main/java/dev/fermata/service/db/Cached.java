package dev.fermata.service.db;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something small that is read often and changed seldom, by any instance: never older than five seconds, and read anew at once
 * after {@link #forget}.
 */
public final class Cached<T> {

    /** How long another instance's change may stay unseen. */
    public static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final LoadingCache<Boolean, T> cache;

    public Cached(Supplier<T> read) {
        cache = Caffeine.newBuilder().expireAfterWrite(MAX_AGE).build(key -> read.get());
    }

    public T get() {
        return cache.get(true);
    }

    /** To be called after the change was committed. Waits for a read that is under way, so that no older state comes back. */
    public void forget() {
        cache.invalidate(true);
    }
}
