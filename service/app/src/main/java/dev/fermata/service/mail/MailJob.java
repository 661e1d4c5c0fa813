package dev.fermata.service.mail;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fermata.service.jobs.Revival;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued, each mail in its own task. What fails is tried again, at growing intervals, for three days; without an SMTP
 * server mail waits as long. Nothing of a mail is ever logged.
 */
public final class MailJob implements FailureHandler<QueuedMail> {

    private static final Logger LOG = LoggerFactory.getLogger(MailJob.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final Duration PAUSE_WITHOUT_SERVER = Duration.ofMinutes(1);

    private final Postman postman;
    private final Letters letters;
    private final Function<MailRequest, URI> link;
    private final InstantSource clock;
    private final Meter sent;
    private final Meter failed;
    private final Meter givenUp;

    /** @param link makes the sign-in link that the mail is to carry */
    public MailJob(
            Postman postman,
            Letters letters,
            Function<MailRequest, URI> link,
            InstantSource clock,
            MetricRegistry metrics) {
        this.postman = postman;
        this.letters = letters;
        this.link = link;
        this.clock = clock;
        this.sent = metrics.meter("mail.sent");
        this.failed = metrics.meter("mail.failed");
        this.givenUp = metrics.meter("mail.given-up");
    }

    public Task<QueuedMail> task() {
        return Tasks.custom(Mails.SEND)
                .onFailure(this)
                .onDeadExecution(new Revival<>(clock))
                .execute((instance, context) -> {
                    if (!postman.isReady()) {
                        return (attempt, operations) -> later(attempt, operations, PAUSE_WITHOUT_SERVER);
                    }
                    send(instance.getData().mail());
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    private void send(MailRequest mail) {
        postman.deliver(letters.write(mail, link.apply(mail)), mail.email());
        sent.mark();
    }

    @Override
    public void onFailure(ExecutionComplete attempt, ExecutionOperations<QueuedMail> operations) {
        failed.mark();
        int doublings = Math.min(attempt.getExecution().consecutiveFailures, 10);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        later(attempt, operations, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private void later(ExecutionComplete attempt, ExecutionOperations<QueuedMail> operations, Duration pause) {
        TaskInstance<?> task = attempt.getExecution().taskInstance;
        Instant now = clock.instant();
        if (((QueuedMail) task.getData()).queuedAt().plus(GIVE_UP_AFTER).isBefore(now)) {
            givenUp.mark();
            LOG.error("Mail {} could not be sent for three days and is given up", task.getId());
            operations.remove();
        } else {
            operations.reschedule(attempt, now.plus(pause));
        }
    }
}
