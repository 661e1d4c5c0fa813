/**
 * Money: payment methods, payment intents, charges, refunds and the balance transactions they leave behind. A checkout
 * pays through {@link Payments}; so does the payment intents API.
 */
@NullMarked
package dev.fermata.stripesandbox.payment;

import org.jspecify.annotations.NullMarked;
