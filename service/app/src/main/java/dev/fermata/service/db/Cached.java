package dev.fermata.service.db;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something small that is read often and changed seldom, by any instance: never older than five seconds, and read anew at once
 * after {@link #forget}.
 */
public final class Cached<T> {

    /** How long another instance's change may stay unseen. */
    public static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final SharedReads<Boolean, T> reads;
    private volatile @Nullable T latest;

    public Cached(Supplier<T> read) {
        reads = new SharedReads<>(Caffeine.newBuilder().expireAfterWrite(MAX_AGE), key -> read.get());
    }

    public T get() {
        T value = reads.get(true);
        latest = value;
        return value;
    }

    /** What was read last, however long ago; for what must not fail. Empty if nothing ever was. */
    public Optional<T> latest() {
        return Optional.ofNullable(latest);
    }

    /** To be called after the change was committed. A read that is under way is not remembered, so that no older state comes back. */
    public void forget() {
        reads.forget(true);
    }
}
