/** The gate in Apache Sling: configuration here, each job in a package of its own. Start at {@link dev.fermata.sling.gate.RequestGate}. */
@NullMarked
package dev.fermata.sling;

import org.jspecify.annotations.NullMarked;
