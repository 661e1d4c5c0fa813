/** What a request may read: the gate's life as an OSGi component, and its answers for one request. Start at {@link dev.fermata.sling.gate.RequestGate}. */
@NullMarked
package dev.fermata.sling.gate;

import org.jspecify.annotations.NullMarked;
