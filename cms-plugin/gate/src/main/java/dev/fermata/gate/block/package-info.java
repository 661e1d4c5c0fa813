/**
 * What the blocks show, the same in every host: offers, paywall and account bar as plain values with their texts already in the reader's
 * language. Owns the words and how money and time are written; hosts own the markup around them. Start at
 * {@link dev.fermata.gate.block.Labels}.
 */
@NullMarked
package dev.fermata.gate.block;

import org.jspecify.annotations.NullMarked;
