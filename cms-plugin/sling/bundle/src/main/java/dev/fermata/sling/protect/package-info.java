/**
 * Protection in the repository: whoever may not read a gated part cannot see it there, in whatever way it is asked for, and also when this
 * bundle is gone. Start at {@link dev.fermata.sling.protect.PagePolicy}.
 */
@NullMarked
package dev.fermata.sling.protect;

import org.jspecify.annotations.NullMarked;
