/**
 * E-mail to members: queued in the transaction that causes it, rendered and sent by a job, with retries.
 */
@NullMarked
package dev.fermata.service.mail;

import org.jspecify.annotations.NullMarked;
