/**
 * The levers: what a person or a test does to the sandbox from outside the API, as Java calls, as JSON under
 * {@code /_sandbox/api} and as a dashboard. Decides nothing itself.
 */
@NullMarked
package dev.fermata.stripesandbox.control;

import org.jspecify.annotations.NullMarked;
