/**
 * The gate's first-party proxy in this web server. What may pass, and what the service is told, is the gate's to say; here a request and
 * an answer only change their form. Start at {@link dev.fermata.demo.proxy.ProxyHandler}.
 */
@NullMarked
package dev.fermata.demo.proxy;

import org.jspecify.annotations.NullMarked;
