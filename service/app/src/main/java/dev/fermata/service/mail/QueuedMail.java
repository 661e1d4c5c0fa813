package dev.fermata.service.mail;

import java.time.Instant;

/** A mail in the queue, and since when. */
record QueuedMail(MailRequest mail, Instant queuedAt) {}
