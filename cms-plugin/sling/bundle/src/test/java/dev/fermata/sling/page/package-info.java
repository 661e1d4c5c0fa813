/** What finished pages get. */
@NullMarked
package dev.fermata.sling.page;

import org.jspecify.annotations.NullMarked;
