package dev.fermata.service.login;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** Once a day: forgets old links and requests. */
public final class LoginPruneJob {

    private LoginPruneJob() {}

    public static Task<?> of(LoginLinks links) {
        return Tasks.recurring("login-prune", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> links.prune());
    }
}
