/**
 * Who a browser is when its token does not say: asked of the service once per session, remembered, and bridged for an hour while the
 * service does not answer. Start at {@link dev.fermata.gate.session.Sessions}.
 */
@NullMarked
package dev.fermata.gate.session;

import org.jspecify.annotations.NullMarked;
