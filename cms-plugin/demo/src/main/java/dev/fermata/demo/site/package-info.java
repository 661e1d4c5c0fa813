/**
 * The demo's site, a small magazine: pages that sell and show access in each way the product offers, from the documented
 * example as it stands to one without JavaScript. Its service is the first-party path of
 * {@link dev.fermata.demo.proxy}; what a page needs to know on the server it asks with the reader's own cookies.
 *
 * <p>Owns pages, their words and their policies. Start at {@link dev.fermata.demo.site.Site}.
 */
@NullMarked
package dev.fermata.demo.site;

import org.jspecify.annotations.NullMarked;
