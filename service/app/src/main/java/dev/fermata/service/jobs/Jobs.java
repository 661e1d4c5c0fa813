package dev.fermata.service.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The work that goes on in the background. What is queued in a transaction is done once that commits, by any instance, at least
 * once; an instance that is killed loses none.
 */
public final class Jobs implements Managed {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** What an instance had begun that was killed is another's three minutes later at the latest: four of these, and two to notice. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);
    private static final int THREADS = 8;

    private final DataSource dataSource;
    private final InstantSource clock;
    private final Serializer serializer;
    private final List<Task<?>> queued = new ArrayList<>();
    private final List<Task<?>> recurring = new ArrayList<>();
    private @Nullable Scheduler scheduler;
    private @Nullable ScheduledExecutorService looking;

    /** @param json writes what a task is to know into the queue */
    public Jobs(DataSource dataSource, InstantSource clock, ObjectMapper json) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.serializer = new JsonSerializer(json);
    }

    /** Makes the task known, before the start; a recurring one then begins by itself. */
    public void register(Task<?> task) {
        if (scheduler != null) {
            throw new IllegalStateException("The jobs run already");
        }
        if (task instanceof OnStartup) {
            recurring.add(task);
        } else {
            queued.add(task);
        }
    }

    /**
     * Queues work that is done if this transaction commits, then at once.
     *
     * @return false, and nothing is queued, if the same task has an instance of that id already
     */
    public <T> boolean queue(Handle tx, TaskInstance<T> work) {
        return queue(tx, work, clock.instant());
    }

    /** As {@link #queue(Handle, TaskInstance)}, but not before that time. */
    public <T> boolean queue(Handle tx, TaskInstance<T> work, Instant when) {
        boolean queued = client(tx).scheduleIfNotExists(work, when);
        tx.afterCommit(this::wake);
        return queued;
    }

    /** Has the queue looked at now rather than at the next poll. */
    public void wake() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        Scheduler created = build();
        scheduler = created;
        created.start();
        looking = lookEvery(created);
    }

    /**
     * The scheduler waits for its next look until the clock has gone on for so long. A clock that is set back, or that a test holds,
     * would have it wait for as long; this does not look at the clock.
     */
    private static ScheduledExecutorService lookEvery(Scheduler scheduler) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(look -> new Thread(look, "jobs-look"));
        timer.scheduleWithFixedDelay(
                scheduler::triggerCheckForDueExecutions,
                LOOK_EVERY.toMillis(),
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        return timer;
    }

    @Override
    public void stop() {
        if (looking != null) {
            looking.shutdownNow();
        }
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    private Scheduler build() {
        var builder = Scheduler.create(dataSource, queued)
                .threads(THREADS)
                .pollingInterval(LOOK_EVERY)
                .pollUsingLockAndFetch(0.5, 1.0)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .serializer(serializer)
                .clock(clock::instant)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .enableImmediateExecution();
        return startingRecurring(builder).build();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private SchedulerBuilder startingRecurring(SchedulerBuilder builder) {
        return builder.startTasks((List) recurring);
    }

    private SchedulerClient client(Handle tx) {
        return SchedulerClient.Builder.create(new HandleDataSource(tx), queued)
                .serializer(serializer)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
    }
}
