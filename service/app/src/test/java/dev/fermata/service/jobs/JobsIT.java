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
        jobs = instance();
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

    @Test
    void doesWhatAnotherInstanceQueuedThoughTheClockDoesNotGoOn() {
        database.jdbi().useTransaction(tx -> jobs.queue(tx, greeting("6", "its own")));
        await().untilAsserted(() -> assertThat(greeted).containsExactly("its own"));

        Jobs another = instance();
        database.jdbi().useTransaction(tx -> another.queue(tx, greeting("7", "another's")));

        await().untilAsserted(() -> assertThat(greeted).containsExactly("its own", "another's"));
    }

    @Test
    void doesWhatAnInstanceHadBegunThatWasKilled() {
        jobs.stop();
        database.jdbi().useTransaction(tx -> instance().queue(tx, greeting("8", "left behind")));
        database.jdbi().useHandle(tx -> tx.createUpdate(
                        "UPDATE scheduled_tasks SET picked = true, picked_by = 'killed', last_heartbeat = :now")
                .bind("now", clock.instant())
                .execute());
        clock.advance(Duration.ofMinutes(2).plusSeconds(1));

        jobs = instance();
        jobs.start();

        await().untilAsserted(() -> assertThat(greeted).containsExactly("left behind"));
    }

    private Jobs instance() {
        var instance = new Jobs(database.dataSource(), clock, new ObjectMapper());
        instance.register(Tasks.oneTime(GREET)
                .onDeadExecution(new Revival<>(clock))
                .execute((task, context) -> greeted.add(task.getData())));
        return instance;
    }

    private static TaskInstance<String> greeting(String id, String name) {
        return GREET.instance(id).data(name).build();
    }
}
