package dev.fermata.service.webhook;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** Once a day: forgets old messages with their log. */
final class WebhookPruneJob {

    private WebhookPruneJob() {}

    static Task<?> of(DeliveryLog log) {
        return Tasks.recurring("webhook-prune", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> log.prune());
    }
}
