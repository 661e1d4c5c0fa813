package dev.fermata.service.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void readsOnceForAllWhoAskMeanwhile() {
        var shared = new SharedReads<String, Integer>(Caffeine.newBuilder(), key -> {
            awaitAnswer();
            return reads.incrementAndGet();
        });
        List<CompletableFuture<Integer>> askers = ask(shared, 8);

        answer.countDown();

        assertThat(askers).extracting(CompletableFuture::join).containsOnly(1);
    }

    @Test
    void failsOnceForAllWhoAskMeanwhileAndTriesAnewForThoseWhoAskThen() {
        var shared = new SharedReads<String, Integer>(Caffeine.newBuilder(), key -> {
            reads.incrementAndGet();
            awaitAnswer();
            throw new IllegalStateException("not now");
        });
        List<CompletableFuture<Integer>> askers = ask(shared, 8);

        answer.countDown();

        askers.forEach(asker -> assertThatThrownBy(asker::join).hasRootCauseMessage("not now"));
        assertThat(reads).hasValue(1);
        assertThatThrownBy(() -> shared.get("key")).isInstanceOf(IllegalStateException.class);
        assertThat(reads).hasValue(2);
    }

    @Test
    void doesNotRememberWhatIsForgottenWhileItIsRead() {
        var shared = new SharedReads<String, Integer>(Caffeine.newBuilder(), key -> {
            awaitAnswer();
            return reads.incrementAndGet();
        });
        List<CompletableFuture<Integer>> askers = ask(shared, 1);

        shared.forget("key");
        answer.countDown();

        assertThat(askers.get(0).join()).isEqualTo(1);
        assertThat(shared.get("key")).isEqualTo(2);
    }

    /** Once all of them wait. */
    private static List<CompletableFuture<Integer>> ask(SharedReads<String, Integer> shared, int many) {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            var answer = new CompletableFuture<Integer>();
            answers.add(answer);
            var thread = new Thread(() -> {
                try {
                    answer.complete(shared.get("key"));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return answers;
    }

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
