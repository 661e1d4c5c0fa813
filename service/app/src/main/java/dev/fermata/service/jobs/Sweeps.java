package dev.fermata.service.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeps: recurring work that finds what nobody told of. One instance at a time does it, and any may; so when one last got
 * through is kept in the database. A sweep that does not get through says so by an exception, and begins again at its next turn.
 */
public final class Sweeps {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    private static final int MISSED_TURNS = 3;
    private static final int LONGEST_ERROR = 300;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, Duration> intervals = new ConcurrentSkipListMap<>();

    public Sweeps(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** How the latest turns of a sweep went. */
    record Run(String name, @Nullable Instant succeededAt, @Nullable Instant failedAt, @Nullable String lastError) {}

    /** A sweep that has not got through for three turns, and why, if it is known. */
    public record Overdue(String name, Duration since, @Nullable String lastError) {}

    /** The sweep as a job; {@code interval} is how far apart the schedule's turns are. */
    public Task<?> task(String name, Schedule schedule, Duration interval, Runnable sweep) {
        intervals.put(name, interval);
        return Tasks.recurring(name, schedule)
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> run(name, sweep));
    }

    /** A turn, now; that it did not get through is noted and not thrown. */
    public void run(String name, Runnable sweep) {
        try {
            sweep.run();
            jdbi.useExtension(SweepRunDao.class, dao -> dao.succeeded(name, clock.instant()));
        } catch (RuntimeException e) {
            LOG.warn("The {} does not get through: {}", name, e.toString());
            String error = e.toString().lines().findFirst().orElse("");
            String told = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
            jdbi.useExtension(SweepRunDao.class, dao -> dao.failed(name, clock.instant(), told));
        }
    }

    /** How long ago it last got through; since the start of this instance, if that was later. */
    public Duration sinceSuccess(String name) {
        return Duration.between(lastSuccess(find(name)), clock.instant());
    }

    public List<String> names() {
        return List.copyOf(intervals.keySet());
    }

    public List<Overdue> overdue() {
        return intervals.keySet().stream()
                .map(this::overdue)
                .flatMap(Optional::stream)
                .toList();
    }

    public Optional<Overdue> overdue(String name) {
        Optional<Run> run = find(name);
        Duration since = Duration.between(lastSuccess(run), clock.instant());
        Duration most = intervals.getOrDefault(name, Duration.ZERO).multipliedBy(MISSED_TURNS);
        return since.compareTo(most) > 0
                ? Optional.of(new Overdue(name, since, run.map(Run::lastError).orElse(null)))
                : Optional.empty();
    }

    private Instant lastSuccess(Optional<Run> run) {
        return run.map(Run::succeededAt).filter(started::isBefore).orElse(started);
    }

    private Optional<Run> find(String name) {
        return jdbi.withExtension(SweepRunDao.class, dao -> dao.find(name));
    }
}
