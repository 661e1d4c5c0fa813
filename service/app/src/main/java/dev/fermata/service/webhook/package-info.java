/**
 * Outgoing webhooks, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: endpoints, an outbox that joins the
 * transaction of what it tells of, deliveries with retries, and their log. Start at {@link dev.fermata.service.webhook.Outbox}. Knows
 * nothing of purchases and entitlements: those know it.
 */
@NullMarked
package dev.fermata.service.webhook;

import org.jspecify.annotations.NullMarked;
