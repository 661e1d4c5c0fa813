/**
 * What the templates of the demo magazine ask: where the site's pages are, and what can be said about an article without
 * reading it. Nothing here decides who may read; that is Fermata's. Start at {@link dev.fermata.magazine.Magazine}.
 */
@NullMarked
package dev.fermata.magazine;

import org.jspecify.annotations.NullMarked;
