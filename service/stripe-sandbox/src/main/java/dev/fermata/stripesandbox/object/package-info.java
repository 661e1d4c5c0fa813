/**
 * Stripe's objects as JSON trees, and the accounts that hold them. Knows shapes, ids and tables; knows nothing of
 * payments or HTTP. Fields whose name begins with {@code $} are the sandbox's own notes and never leave it.
 */
@NullMarked
package dev.fermata.stripesandbox.object;

import org.jspecify.annotations.NullMarked;
