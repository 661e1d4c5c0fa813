/** Protection, in the repository that the host has. */
@NullMarked
package dev.fermata.sling.protect;

import org.jspecify.annotations.NullMarked;
