/**
 * Free views, counted in a signed cookie: nothing is stored on any server, and nobody can write their own count. Whoever deletes the cookie
 * starts anew, as with any meter that asks for no name. Start at {@link dev.fermata.gate.meter.Meter}.
 */
@NullMarked
package dev.fermata.gate.meter;

import org.jspecify.annotations.NullMarked;
