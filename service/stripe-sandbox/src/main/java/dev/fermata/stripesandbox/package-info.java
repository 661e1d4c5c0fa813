/**
 * A local Stripe for development and tests: API, hosted checkout, webhooks and a dashboard, all in memory. Never part
 * of the shipped service. Start at {@link StripeSandbox}.
 */
@NullMarked
package dev.fermata.stripesandbox;

import org.jspecify.annotations.NullMarked;
