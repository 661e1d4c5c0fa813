/** The sandbox's time: real time plus whatever it was moved by, and what is due when. Start at {@link SandboxClock}. */
@NullMarked
package dev.fermata.stripesandbox.clock;

import org.jspecify.annotations.NullMarked;
