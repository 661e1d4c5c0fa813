/**
 * How a gated page is rendered: what a visitor may not read is not there for the scripts, and what he may read is, though his own session
 * cannot see it. Start at {@link dev.fermata.sling.render.GatedResolver}.
 */
@NullMarked
package dev.fermata.sling.render;

import org.jspecify.annotations.NullMarked;
