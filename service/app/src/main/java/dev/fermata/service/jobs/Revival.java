package dev.fermata.service.jobs;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import java.time.InstantSource;

/** Has work that an instance had begun before it was killed done by another, at once. It may have been done; so it is done twice. */
public record Revival<T>(InstantSource clock) implements DeadExecutionHandler<T> {

    @Override
    public void deadExecution(ExecutionComplete attempt, ExecutionOperations<T> operations) {
        operations.reschedule(attempt, clock.instant());
    }
}
