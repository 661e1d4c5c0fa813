/**
 * What all of Stripe's endpoints have in common: keys, form parameters, errors, idempotency keys, expansion, pages of
 * lists, and the faults injected in front of them. The endpoints themselves live with what they are about. Start at
 * {@link StripeApi}.
 */
@NullMarked
package dev.fermata.stripesandbox.api;

import org.jspecify.annotations.NullMarked;
