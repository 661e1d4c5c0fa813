/** What scripts see of gated pages, with resources in memory. */
@NullMarked
package dev.fermata.sling.render;

import org.jspecify.annotations.NullMarked;
