/**
 * The first-party path {@code /_fermata/}: a streaming reverse proxy from the site to the service, so that the browser only ever talks to
 * the site's own origin. Owns which paths may pass, what the service is told about the visitor, and the site's copy of the browser SDK.
 * Hosts translate their requests and answers; start at {@link dev.fermata.gate.proxy.FirstPartyProxy}.
 */
@NullMarked
package dev.fermata.gate.proxy;

import org.jspecify.annotations.NullMarked;
