/** What editors stored: which pages and blocks are gated, by what, and what of a locked page is seen. Knows no request and no visitor. Start at {@link dev.fermata.sling.content.GatedPage}. */
@NullMarked
package dev.fermata.sling.content;

import org.jspecify.annotations.NullMarked;
