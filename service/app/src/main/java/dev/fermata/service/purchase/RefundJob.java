package dev.fermata.service.purchase;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fermata.service.jobs.Revival;
import java.time.Duration;
import java.time.InstantSource;

/** Carries out a refund whose answer was lost, or that nobody came to ask for: at growing intervals, until there is an answer. */
public final class RefundJob implements FailureHandler<Void> {

    /** By then whoever wanted the refund has asked for it, unless something went wrong. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 7;
    private static final TaskDescriptor<Void> CARRY_OUT = TaskDescriptor.of("refund-carry-out");

    private final Refunds refunds;
    private final InstantSource clock;

    public RefundJob(Refunds refunds, InstantSource clock) {
        this.refunds = refunds;
        this.clock = clock;
    }

    public Task<Void> task() {
        return Tasks.oneTime(CARRY_OUT)
                .onFailure(this)
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> refunds.carryOut(new RefundId(instance.getId())));
    }

    static TaskInstance<Void> of(RefundId refund) {
        return CARRY_OUT.instance(refund.value()).build();
    }

    @Override
    public void onFailure(ExecutionComplete attempt, ExecutionOperations<Void> operations) {
        int doublings = Math.min(attempt.getExecution().consecutiveFailures, MOST_DOUBLINGS);
        operations.reschedule(attempt, clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
    }
}
