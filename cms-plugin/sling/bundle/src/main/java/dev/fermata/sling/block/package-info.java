/**
 * What the blocks' scripts show: to a visitor the gate's view of offer and paywall, to an editor what a block asks for and what is
 * wrong with it, and the lists that its dialog offers. Decides nothing; the scripts are in {@code jcr_root/apps/fermata}. Start at
 * {@link dev.fermata.sling.block.GatedContentBlock}.
 */
@NullMarked
package dev.fermata.sling.block;

import org.jspecify.annotations.NullMarked;
