/** What the service sells, as this site last heard of it. Start at {@link dev.fermata.gate.catalogue.Catalogue}. */
@NullMarked
package dev.fermata.gate.catalogue;

import org.jspecify.annotations.NullMarked;
