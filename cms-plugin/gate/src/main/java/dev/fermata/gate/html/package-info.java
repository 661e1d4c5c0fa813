/**
 * Cutting what a visitor may not read out of finished pages and JSON, and what else the gate writes into them: excerpts, structured data,
 * the script tag. Whatever can't be read for sure is cut. Start at {@link dev.fermata.gate.html.HtmlSections}.
 */
@NullMarked
package dev.fermata.gate.html;

import org.jspecify.annotations.NullMarked;
