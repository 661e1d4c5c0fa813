/**
 * The first-party path {@code /_fermata/}: a streaming reverse proxy from the site to the service, so that the browser
 * only ever talks to the site's own origin.
 *
 * <p>Owns which paths may pass ({@link dev.fermata.demo.proxy.ProxyPath}), what the service is told about the visitor
 * ({@link dev.fermata.demo.proxy.ForwardedHeaders}) and what the visitor is told when the service does not answer. Knows
 * nothing about pages, and changes neither cookies nor redirects. Start at {@link dev.fermata.demo.proxy.FirstPartyProxy}.
 */
@NullMarked
package dev.fermata.demo.proxy;

import org.jspecify.annotations.NullMarked;
