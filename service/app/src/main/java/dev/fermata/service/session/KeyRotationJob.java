package dev.fermata.service.session;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** Once a day: lets replaced keys expire, and replaces the active one when it is old enough. */
public final class KeyRotationJob {

    private KeyRotationJob() {}

    public static Task<?> of(SigningKeys keys) {
        return Tasks.recurring("signing-keys", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> {
                    keys.expire();
                    keys.rotateIfDue();
                });
    }
}
