/**
 * Plumbing for HTTP: where a request came from, CORS, limits, request ids, security headers, JSON, and the files that ship with
 * the service. Owns no endpoint of the product.
 */
@NullMarked
package dev.fermata.service.http;

import org.jspecify.annotations.NullMarked;
