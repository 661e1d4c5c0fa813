/** The blocks without a host: what visitors and editors get to see for what is stored, by a gate that says what a test wants. */
package dev.fermata.sling.block;
