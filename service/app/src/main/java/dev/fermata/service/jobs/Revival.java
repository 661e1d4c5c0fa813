package dev.fermata.service.jobs;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import java.time.InstantSource;

/** Has what a killed instance had begun done by another, at once by the clock that the jobs go by, and so perhaps twice. */
public record Revival<T>(InstantSource clock) implements DeadExecutionHandler<T> {

    @Override
    public void deadExecution(ExecutionComplete attempt, ExecutionOperations<T> operations) {
        operations.reschedule(attempt, clock.instant());
    }
}
