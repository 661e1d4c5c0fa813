/**
 * Device sessions (one per browser), the cookies that carry them, and the member token that a session is given. Start at
 * {@link dev.fermata.service.session.Sessions}.
 */
@NullMarked
package dev.fermata.service.session;

import org.jspecify.annotations.NullMarked;
