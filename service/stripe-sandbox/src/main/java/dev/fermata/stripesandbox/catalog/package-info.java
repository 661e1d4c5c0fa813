/** Products and prices: what a merchant set up to be sold. */
@NullMarked
package dev.fermata.stripesandbox.catalog;

import org.jspecify.annotations.NullMarked;
