/**
 * Everything that Fermata is, started on one machine: a local Stripe, a mailbox, the service as a process of its own and a
 * site, each on its port. Owns the order in which they start and stop, and the state below one directory; what the parts
 * do is theirs.
 *
 * <p>{@link dev.fermata.demo.DemoApplication} is the command, {@link dev.fermata.demo.Demo} the same for tests.
 */
@NullMarked
package dev.fermata.demo;

import org.jspecify.annotations.NullMarked;
