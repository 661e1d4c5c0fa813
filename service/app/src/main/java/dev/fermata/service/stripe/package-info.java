/**
 * Everything Stripe: the payment provider over its API, the inbox of its events, and one handler class per event type. The only
 * package that imports {@code com.stripe}.
 */
@NullMarked
package dev.fermata.service.stripe;

import org.jspecify.annotations.NullMarked;
