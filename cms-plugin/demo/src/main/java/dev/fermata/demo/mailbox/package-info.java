/**
 * The demo's mailbox: takes every mail the service sends, for whomever it is, and shows it on a small web page. Nothing
 * leaves the machine and nothing outlives the process. Start at {@link dev.fermata.demo.mailbox.Mailbox}.
 */
@NullMarked
package dev.fermata.demo.mailbox;

import org.jspecify.annotations.NullMarked;
