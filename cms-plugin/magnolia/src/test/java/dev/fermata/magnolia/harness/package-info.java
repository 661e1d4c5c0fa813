/**
 * Reads definitions and renders templates in the form that Magnolia documents, so that exactly the files that ship can be tried. This is
 * not Magnolia, and nothing that passes here has been run in Magnolia: there is no repository, no AdminCentral, no cache, no permission.
 * Start at {@link dev.fermata.magnolia.harness.Harness}.
 */
@NullMarked
package dev.fermata.magnolia.harness;

import org.jspecify.annotations.NullMarked;
