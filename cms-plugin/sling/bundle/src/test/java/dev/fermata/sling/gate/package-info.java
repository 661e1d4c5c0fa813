/** The gate in Sling, without a service. */
@NullMarked
package dev.fermata.sling.gate;

import org.jspecify.annotations.NullMarked;
