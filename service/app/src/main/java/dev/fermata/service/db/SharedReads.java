package dev.fermata.service.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Remembers what was read, and reads it once for all who ask meanwhile. A read that fails fails for all of them: if each tried for
 * itself, one after the other, the last would wait for the sum of all failures. It is not remembered; whoever asks then tries anew.
 */
public final class SharedReads<K, V> {

    private final Cache<K, CompletableFuture<V>> reads;
    private final Function<K, V> read;

    /** @param memory how long and how much is remembered */
    public SharedReads(Caffeine<Object, Object> memory, Function<K, V> read) {
        this.reads = memory.build();
        this.read = read;
    }

    public V get(K key) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> known = reads.asMap().putIfAbsent(key, own);
        return known == null ? read(key, own) : await(known);
    }

    private V read(K key, CompletableFuture<V> promise) {
        try {
            V value = read.apply(key);
            promise.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            reads.asMap().remove(key, promise);
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private V await(CompletableFuture<V> known) {
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** What is read now is given to those who asked before, and not remembered. */
    public void forget(K key) {
        reads.invalidate(key);
    }

    public void forgetAll() {
        reads.invalidateAll();
    }
}
