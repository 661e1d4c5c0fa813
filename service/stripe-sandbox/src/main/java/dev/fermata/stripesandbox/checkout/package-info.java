/**
 * Checkout sessions: made and read through the API ({@link Sessions}), brought to an end by a buyer or by time
 * ({@link Checkout}). The page a buyer sees is in {@code page}.
 */
@NullMarked
package dev.fermata.stripesandbox.checkout;

import org.jspecify.annotations.NullMarked;
