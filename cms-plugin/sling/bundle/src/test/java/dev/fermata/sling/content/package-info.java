/** The content model, read from resources in memory. */
@NullMarked
package dev.fermata.sling.content;

import org.jspecify.annotations.NullMarked;
