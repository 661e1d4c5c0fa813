/**
 * Events and their delivery: what happened, which webhook endpoints are told, signed how, tried how often. Owns the
 * event and webhook endpoint APIs. Start at {@link Events}.
 */
@NullMarked
package dev.fermata.stripesandbox.event;

import org.jspecify.annotations.NullMarked;
