/**
 * The hosted payment page a buyer sees, rendered here, without a script. Field ids are those of Stripe's own page, so
 * that a browser test written against it works against Stripe. Start at {@link CheckoutPage}.
 */
@NullMarked
package dev.fermata.stripesandbox.page;

import org.jspecify.annotations.NullMarked;
