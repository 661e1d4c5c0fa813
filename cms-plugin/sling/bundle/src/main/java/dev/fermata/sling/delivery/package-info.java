/** What is delivered besides pages: a protected part alone, and the page as JSON. */
@NullMarked
package dev.fermata.sling.delivery;

import org.jspecify.annotations.NullMarked;
