/**
 * The gate: whether a visitor may read a piece of content. Knows no servlet, no repository and no CMS; what it needs of a request is a
 * {@link dev.fermata.gate.GateRequest}, what it answers is a {@link dev.fermata.gate.GateDecision}. Start at
 * {@link dev.fermata.gate.Gate}.
 */
@NullMarked
package dev.fermata.gate;

import org.jspecify.annotations.NullMarked;
