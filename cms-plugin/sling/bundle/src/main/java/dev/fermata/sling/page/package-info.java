/** What a finished page gets: the SDK's script, the blocks' stylesheet, and what search engines are told. Start at {@link dev.fermata.sling.page.PageTransformer}. */
@NullMarked
package dev.fermata.sling.page;

import org.jspecify.annotations.NullMarked;
