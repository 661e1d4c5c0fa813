package dev.fermata.service.mail;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.fermata.service.db.Id;
import dev.fermata.service.jobs.Jobs;
import org.jdbi.v3.core.Handle;

/** The way out for mail: queued with what caused it, sent afterwards. */
public final class Mails {

    static final TaskDescriptor<MailRequest> SEND = TaskDescriptor.of("mail-send", MailRequest.class);

    private final Jobs jobs;

    public Mails(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Has the mail sent if, and once, this transaction commits; with retries, so in rare cases twice. */
    public void queue(Handle tx, MailRequest mail) {
        jobs.queue(tx, new TaskInstance<>(SEND.getTaskName(), Id.next("mail"), mail));
    }
}
