/**
 * Everything that Fermata is, started on one machine: a local Stripe, a mailbox, the service and a site, each on its port. The
 * site is Apache Sling CMS with the plugin, or a light one without a CMS. Owns the order in which they start and stop, and the
 * state below one directory; what the parts do is theirs.
 *
 * <p>{@link dev.fermata.demo.DemoApplication} is the command, {@link dev.fermata.demo.Demo} the same for tests.
 */
@NullMarked
package dev.fermata.demo;

import org.jspecify.annotations.NullMarked;
