package dev.fermata.service.mail;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.fermata.service.db.Id;
import dev.fermata.service.jobs.Jobs;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** The way out for mail: queued with what caused it, sent afterwards. */
public final class Mails {

    static final TaskDescriptor<QueuedMail> SEND = TaskDescriptor.of("mail-send", QueuedMail.class);

    private final Jobs jobs;
    private final InstantSource clock;

    public Mails(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Has the mail sent if, and once, this transaction commits; with retries, so in rare cases twice. */
    public void queue(Handle tx, MailRequest mail) {
        jobs.queue(
                tx,
                SEND.instance(Id.next("mail"))
                        .data(new QueuedMail(mail, clock.instant()))
                        .build());
    }
}
