package dev.fermata.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fermata.service.DatabaseUnderTest;
import dev.fermata.service.MovableClock;
import dev.fermata.service.db.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue keeps to the transaction that feeds it. */
class JobsIT {

    private static final TaskDescriptor<String> GREET = TaskDescriptor.of("greet", String.class);

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<String> greeted = new CopyOnWriteArrayList<>();
    private Database database;
    private Jobs jobs;

    @BeforeEach
    void start() {
        database = DatabaseUnderTest.startIn(directory);
        jobs = new Jobs(database.dataSource(), clock, new ObjectMapper());
        jobs.register(Tasks.oneTime(GREET).execute((instance, context) -> greeted.add(instance.getData())));
        jobs.start();
    }

    @AfterEach
    void stop() throws Exception {
        jobs.stop();
        database.stop();
    }

    @Test
    void doesWhatWasQueuedOnceTheTransactionCommits() {
        database.jdbi().useTransaction(tx -> {
            assertThat(jobs.queue(tx, greeting("1", "anna"))).isTrue();
            assertThat(jobs.queue(tx, greeting("1", "anna again"))).isFalse();
            assertThat(greeted).isEmpty();
        });

        await().untilAsserted(() -> assertThat(greeted).containsExactly("anna"));
    }

    @Test
    void forgetsWhatWasQueuedInATransactionThatFails() {
        assertThatThrownBy(() -> database.jdbi().useTransaction(tx -> {
                    jobs.queue(tx, greeting("2", "nobody"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        database.jdbi().useTransaction(tx -> jobs.queue(tx, greeting("3", "somebody")));

        await().untilAsserted(() -> assertThat(greeted).containsExactly("somebody"));
    }

    @Test
    void waitsUntilItsTimeHasCome() {
        Instant later = clock.instant().plus(Duration.ofDays(30));
        database.jdbi().useTransaction(tx -> {
            jobs.queue(tx, greeting("4", "later"), later);
            jobs.queue(tx, greeting("5", "now"));
        });
        await().untilAsserted(() -> assertThat(greeted).containsExactly("now"));

        clock.advance(Duration.ofDays(30));

        await().untilAsserted(() -> assertThat(greeted).containsExactly("now", "later"));
    }

    private static TaskInstance<String> greeting(String id, String name) {
        return GREET.instance(id).data(name).build();
    }
}
