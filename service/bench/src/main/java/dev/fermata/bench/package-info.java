/**
 * Measures the service: one process each for the database, the local Stripe, the service, and the load. Start at
 * {@link dev.fermata.bench.Bench}.
 */
@NullMarked
package dev.fermata.bench;

import org.jspecify.annotations.NullMarked;
